"""Words that Dutch people choose for a password, beside the English ones that zxcvbn knows.

The first ones are tried first by who guesses, so the order counts a little.
"""

_PASSWORDS = """
welkom wachtwoord wachtwoorden geheim inloggen login toegang hallo admin beheer beheerder
gebruiker test proef voorbeeld tijdelijk nieuw verander wijzig account ikbenhet ikhouvanjou
laatmijerin liefje schatje lieverd knuffel hottentottententententoonstelling sinterklaas
zwartepiet kerstmis koningsdag oranje holland nederland
"""
_CALENDAR = """
lente voorjaar zomer herfst najaar winter januari februari maart april mei juni juli augustus
september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
vakantie weekend
"""
_WORK = """
loket evaluatie loketevaluatie zelfevaluatie netwerk werkset indicator rapport portaal zorg
straf zorgenstraf justitie politie gemeente openbaar ministerie reclassering veiligheid veilig
thuis veiligthuis zorgveiligheidshuis veiligheidshuis jeugd jeugdzorg kinderbescherming
slachtofferhulp coordinator medewerker evaluator kantoor werk organisatie samenwerking
samenwerken ggz maatschappelijk actieoverleg casus
"""
_PLACES = """
amsterdam rotterdam denhaag utrecht eindhoven groningen tilburg almere breda nijmegen apeldoorn
haarlem arnhem enschede amersfoort zaanstad denbosch hertogenbosch zwolle leiden leeuwarden
maastricht dordrecht zoetermeer deventer delft alkmaar venlo hilversum assen middelburg lelystad
drenthe friesland fryslan gelderland limburg noordbrabant noordholland overijssel flevoland
zeeland zuidholland brabant twente achterhoek veluwe kennemerland haaglanden rijnmond noord oost
zuid west midden regio
"""
_TEAMS_AND_ANIMALS = """
ajax feyenoord psv vitesse twente heerenveen voetbal fiets fietsen auto hond hondje poes kat
konijn paard
"""
_NAMES = """
jan piet kees johan hans peter henk willem erik mark martijn jeroen bas tim tom lars daan sem
lucas finn thijs bram maria anna els ineke marieke sanne lisa emma julia sophie lotte eva anouk
femke linda petra monique ingrid karin mohamed fatima ahmed jansen devries vandenberg bakker
visser smit meijer mulder bos vos peters hendriks dekker
"""
_KEYS = """
qwerty qwertyuiop azerty asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qweasd 1q2w3e 1qaz2wsx 123456
123456789 abcdef abc123 eentweedrie
"""

OBVIOUS_WORDS = tuple(
    " ".join([_PASSWORDS, _CALENDAR, _WORK, _KEYS, _PLACES, _TEAMS_AND_ANIMALS, _NAMES]).split()
)
