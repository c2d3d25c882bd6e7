"""Finds names of people in Dutch texts. A program of its own: names_of.py starts it.

deduce was made for medical texts and brings lists for much more than names. Loaded as it comes it
takes more than a gigabyte; with the lists for names, and for places to tell them from names, 70 MB.
Nothing of the portal is imported here, and nothing is written: what is found is a start and an end.
"""

import itertools
import json
import logging
import os
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

LISTS = (
    "names/lst_first_name",
    "names/lst_initial",
    "names/lst_interfix",
    "names/lst_interfix_surname",
    "names/lst_prefix",
    "names/lst_surname",
    "whitelist/lst_common_word",
    "whitelist/lst_eponymous_disease",
    "whitelist/lst_medical_term",
    "whitelist/lst_stop_word",
    "locations/lst_placename",
)
# What deduce is told about one patient; here nobody is known.
_ABOUT_ONE_PERSON = "patient_name"
_PLACE = "locatie"

Span = tuple[int, int]
NamesIn = Callable[[str], list[Span]]


def finder() -> NamesIn:
    """Return a function that returns where names stand in a text; this takes seconds."""
    import deduce
    import docdeid
    from deduce import lookup_struct_loader as loader
    from deduce.annotation_processor import PersonAnnotationConverter
    from deduce.lookup_structs import load_raw_itemsets
    from deduce.tokenizer import DeduceTokenizer
    from deduce.utils import class_for_name, initialize_class

    folder = Path(deduce.__file__).parent
    raw = load_raw_itemsets(base_path=folder / "data" / "lookup", subdirs=list(LISTS))
    lists = docdeid.ds.DsCollection()
    for name in ("initial", "interfix_surname"):
        lists[name] = docdeid.ds.LookupSet()
        lists[name].add_items_from_iterable(raw[name])
    lists["prefix"] = loader.load_prefix_lookup(raw)
    lists["interfix"] = loader.load_interfix_lookup(raw)
    lists["whitelist"] = loader.load_whitelist_lookup(raw)
    merged = itertools.chain(lists["prefix"].items(), lists["interfix"].items())
    tokenizer = DeduceTokenizer(merge_terms=merged)
    lists["first_name"] = loader.load_first_name_lookup(raw, tokenizer)
    lists["surname"] = loader.load_surname_lookup(raw, tokenizer)
    lists["eponymous_disease"] = loader.load_eponymous_disease_lookup(raw, tokenizer)
    places = docdeid.process.MultiTokenLookupAnnotator(
        tag=_PLACE, overlapping=True, trie=loader.load_placename_lookup(raw, tokenizer)
    )

    def annotator(kind: str, values: dict[str, Any]) -> Any:
        if kind == "docdeid.process.MultiTokenLookupAnnotator":
            values = values | {"trie": lists[values["lookup_values"]]}
            del values["lookup_values"]
            return docdeid.process.MultiTokenLookupAnnotator(**values)
        module, name = kind.rsplit(".", 1)
        return initialize_class(class_for_name(module, name), values, {"ds": lists})

    program = docdeid.DocDeid()
    program.tokenizers = {"default": tokenizer}
    rules = json.loads((folder / "base_config.json").read_text(encoding="utf-8"))["annotators"]
    for name, rule in rules.items():
        if rule["group"] == "names" and name != _ABOUT_ONE_PERSON:
            made = annotator(rule["annotator_type"], rule["args"])
            program.processors.add_processor(name, made)
    program.processors.add_processor("persons", PersonAnnotationConverter())
    program.processors.add_processor("places", places)

    def names_in(text: str) -> list[Span]:
        found = program.deidentify(text).annotations
        of_places = [one for one in found if one.tag == _PLACE]
        return sorted(
            (one.start_char, one.end_char)
            for one in found
            if one.tag != _PLACE and not any(_is_within(one, place) for place in of_places)
        )

    return names_in


def _is_within(one: Any, place: Any) -> bool:
    return bool(place.start_char <= one.start_char and one.end_char <= place.end_char)


def main(memory: int) -> None:
    """Read texts as a JSON list, and write for each where its names are."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    os.nice(10)  # people who type go first
    # deduce logs to standard output as soon as it is imported.
    logging.disable(logging.CRITICAL)
    texts: Iterable[str] = json.load(sys.stdin)
    names_in = finder()
    json.dump([names_in(text) for text in texts], sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
