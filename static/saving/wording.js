/* What is said about saving, beside a unit and on top of a page. */
export const WORDING = {
  saving: "Wordt opgeslagen …",
  saved: "Opgeslagen om",
  rest: "De rest is opgeslagen om",
  cleaned: "Onzichtbare of onleesbare tekens in de tekst zijn weggelaten of vervangen.",

  offline: "Geen verbinding.",
  keptOffline: "Uw tekst staat veilig op dit apparaat en wordt verstuurd zodra het kan.",
  error: "Het portaal gaf een fout.",
  keptError: "Uw tekst staat veilig op dit apparaat en wordt vanzelf opnieuw verstuurd.",
  login: "Log opnieuw in (opent een nieuw venster)",

  kept: "Uw tekst staat nog op dit apparaat.",
  full: "Deze browser kan uw tekst niet bewaren. Laat deze pagina open tot er “Opgeslagen” staat.",
  putBack: "Zet terug",

  incomplete: "Deze pagina is niet helemaal geladen.",
  typedStays: "Wat u hebt getypt, blijft bewaard.",
  loadAgain: "Laad de pagina opnieuw",

  elsewhere: "Op dit apparaat staat nog tekst die niet is opgeslagen:",
  open: "Ga ernaartoe",
  stranded:
    "Op dit apparaat staat nog tekst van u die niet meer kan worden opgeslagen. Kopieer wat u wilt bewaren.",
  older: "Deze tekst stond nog op dit apparaat. Hij is misschien niet opgeslagen. Kopieer wat u wilt bewaren.",
  discard: "Gooi deze tekst weg",

  unsent: "Deze tekst is nog niet opgeslagen:",
  leaving:
    "Logt u uit, dan blijft de tekst op dit apparaat staan. Hij komt terug als u hier weer inlogt. " +
    "Gebruiken ook anderen dit apparaat? Verstuur de tekst dan eerst.",
  losing: "Deze browser kan uw tekst niet bewaren. Logt u uit, dan is de tekst weg. Kopieer eerst wat u wilt houden.",
  leave: "Toch uitloggen",
  stay: "Blijf ingelogd",
};
