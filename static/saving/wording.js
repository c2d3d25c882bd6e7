/* What is said about saving, beside a unit and on top of a page. */
export const WORDING = {
  saving: "Wordt opgeslagen …",
  offline: "Geen verbinding. Uw tekst staat veilig op dit apparaat en wordt verstuurd zodra het kan.",
  error: "Het portaal gaf een fout. Uw tekst staat veilig op dit apparaat en wordt vanzelf opnieuw verstuurd.",
  refused: "Uw tekst is niet opgeslagen. Hij staat nog op dit apparaat.",
  full: "Deze browser kan uw tekst niet bewaren. Laat deze pagina open tot er “Opgeslagen” staat.",

  elsewhere: "Op dit apparaat staat nog tekst die niet is opgeslagen:",
  open: "Ga ernaartoe",
  stranded:
    "Op dit apparaat staat nog tekst van u die niet meer kan worden opgeslagen. Kopieer wat u wilt bewaren.",
  discard: "Gooi deze tekst weg",

  unsent: "Deze tekst is nog niet opgeslagen:",
  leaving:
    "Logt u uit, dan blijft de tekst op dit apparaat staan. Hij komt terug als u hier weer inlogt. " +
    "Gebruiken ook anderen dit apparaat? Verstuur de tekst dan eerst.",
  leave: "Toch uitloggen",
  stay: "Blijf ingelogd",
};
