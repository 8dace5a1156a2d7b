# Die Wörter auf dem Bildschirm.
skip = Zum Inhalt springen
rooms = Räume
room-today = Heute
room-ledger = Kassenbuch
room-debts = Schulden
room-imports = Importe
room-habits = Gewohnheiten
room-settings = Einstellungen
find = Suchen
lock = Sperren
close = Schließen
yes = ja
no = nein
save = Speichern
cancel = Abbrechen
undo = Rückgängig
redo = Wiederholen
undone = rückgängig: { $label }
redone = wiederholt: { $label }
notices = Meldungen
total = Summe
no-match = nichts passt
uncategorised = ohne Kategorie
try-again = Erneut versuchen
unreachable-title = PocketSage antwortet nicht
unreachable-token = Diese Adresse braucht das Token, das `pocketsage serve` ausgegeben hat. Öffne die ganze Adresse.
first-title = Deine Datei
first-lead = Alles, was du einträgst, bleibt in einer verschlüsselten Datei auf diesem Rechner. Kein Konto, kein Netz.
first-passphrase-title = Mit einer Passphrase schützen
first-forgotten = Wer die Passphrase vergisst, kommt nicht mehr an die Datei: niemand, auch wir nicht. Schreib sie auf und verwahre sie gut.
first-create = Datei anlegen
first-keychain-title = Oder den Schlüssel im Schlüsselbund des Systems ablegen
first-keychain-lead = Die Datei öffnet sich, wenn du an diesem Rechner angemeldet bist. Anderswo lässt sie sich ohne diesen Schlüsselbund nicht öffnen.
first-keychain = Schlüsselbund verwenden
first-demo-title = Oder erst einmal umsehen
first-demo-lead = Eine Wegwerfdatei mit einem erfundenen Haushalt. Nichts davon bleibt.
first-demo = Mit Beispieldaten umsehen
first-path = Die Datei wird { $path }
passphrase = Passphrase
passphrase-help = ein paar Wörter, die nur du so zusammenstellst
passphrase-again = Noch einmal dieselbe
passphrase-differs = die beiden sind nicht gleich
passphrase-show = Eingabe zeigen
passphrase-current = Bisherige Passphrase
passphrase-new = Neue Passphrase
passphrase-changed = Passphrase geändert
strength-short = zu kurz: mindestens acht Zeichen
strength-weak = schwach: eine Maschine errät sie in Stunden
strength-fair = brauchbar: ein Wort mehr macht sie stark
strength-strong = stark
locked-title = Deine Datei ist gesperrt
locked-unlock = Entsperren
locked-opening = Wird geöffnet…
locked-keychain = Mit dem Schlüsselbund entsperren
locked-key-file = Mit der Schlüsseldatei entsperren
demo-bar = Beispieldaten: nichts hiervon bleibt
demo-leave = Eigene Datei beginnen
palette = Alles finden und tun
palette-placeholder = ein Befehl, ein Konto, ein Empfänger, eine Kategorie, irgendein Text…
palette-commands = Befehle
palette-accounts = Konten
palette-categories = Kategorien
palette-payees = Empfänger
palette-transactions = Buchungen
palette-none = nichts gefunden
command-go = Gehe zu { $room }
command-new-transaction = Neue Buchung
command-add-account = Konto anlegen
command-choose-files = Dateien wählen
command-paste-box = Tabelle einfügen
command-spending = Ausgaben im Bild
command-categories = Kategorien bearbeiten
command-payees = Empfänger bearbeiten
command-uncategorised = Buchungen ohne Kategorie zeigen
command-history = Verlauf
command-passphrase = Passphrase ändern
command-household = Haushalt und Währung
command-lock = Datei jetzt sperren
command-theme = Farben: { $name }
command-density = Zeilen: { $name }
command-language = Sprache: { $name }
keys-title = Tasten
keys-anywhere = Überall
keys-register = Im Register
keys-row = In einer Zeile
key-close = schließen, was offen ist
key-far = ans Ende der Zeile oder Seite
key-select-all = alle geladenen Zeilen auswählen
key-palette = alles finden und tun
key-rooms = in einen Raum gehen
key-search = suchen
key-paste = kopierte Tabelle importieren
key-help = Tasten zeigen
key-move = im Register bewegen
key-edit = Zelle bearbeiten
key-next = nächste Zelle
key-cancel = Zeile lassen, wie sie war
key-save = Zeile speichern
key-category = Kategorie der Zeile setzen
key-select = Zeilen auswählen
key-delete = Zeile oder Auswahl entfernen
conflict-title = Jemand war schneller
conflict-lead = Das wurde inzwischen anderswo geändert. Welche Fassung soll gelten?
conflict-lead-act = Das wurde inzwischen anderswo geändert. So ist es jetzt:
conflict-act = Trotzdem tun
conflict-closed = geschlossen am
conflict-field = Feld
conflict-mine = mit deiner Änderung
conflict-theirs = wie es jetzt ist
conflict-keep-mine = Meine behalten
conflict-keep-theirs = So lassen
view-register = Register
view-spending = Ausgaben
view-categories = Kategorien
view-payees = Empfänger
accounts = Konten
accounts-all = Alle Konten
accounts-show-closed = { $count } geschlossene zeigen
accounts-hide-closed = Geschlossene ausblenden
account-add = Konto anlegen
account-add-own = oder ein Konto von Hand anlegen
account-edit = { $name } bearbeiten
account-edit-title = Konto
account-name = Name
account-kind = Art
account-currency = Währung
account-opening = Anfangsbestand
account-number = Nummer oder IBAN
account-number-help = damit eine Datei ihr Konto findet
account-close = Konto schließen
account-reopen = Konto wieder öffnen
kind-cash = Bargeld
kind-checking = Girokonto
kind-savings = Sparkonto
kind-card = Karte
kind-loan = Kredit
kind-investment = Anlage
kind-asset = Sachwert
register = Register
register-empty-file = Zieh eine Bankdatei irgendwo auf das Fenster, und sie steht im Kassenbuch.
register-empty = Noch keine Buchungen.
register-empty-filter = Keine Buchung passt zum Filter.
column-select = ausgewählt
column-day = Tag
column-account = Konto
column-payee = Empfänger
column-category = Kategorie
column-memo = Notiz
column-amount = Betrag
column-balance = Saldo
column-status = Status
column-line = Zeile
column-column = Spalte
column-reason = Grund
column-raw = wie es in der Datei steht
column-state = Stand
column-when = wann
column-file = Datei
selected-yes = ausgewählt
selected-no = nicht ausgewählt
selected-count = { $count } ausgewählt
selection = Auswahl
selection-categorise = Kategorie von { $count } { $count ->
    [one] Zeile
   *[other] Zeilen
  } setzen
selection-clear = Auswahl aufheben
selection-remove = { $count } { $count ->
    [one] Zeile
   *[other] Zeilen
  } entfernen
removed-rows = { $count } { $count ->
    [one] Zeile
   *[other] Zeilen
  } entfernt
status-pending = vorgemerkt
status-booked = gebucht
status-cleared = geprüft
status-reconciled = abgestimmt
error-day = einen Tag schreiben, etwa { $example }
error-account = ein Konto wählen
error-amount-empty = einen Betrag schreiben
error-amount-form = das ist kein Betrag
error-amount-digits = zu viele Nachkommastellen für diese Währung
error-amount-size = dieser Betrag ist zu groß
filter = Filter
filter-text = Text suchen
filter-any-category = jede Kategorie
filter-any-status = jeder Status
filter-more = Mehr Filter
filter-from = von
filter-to = bis
filter-min = mindestens
filter-max = höchstens
filter-batch = ein Import
filter-clear = Filter aufheben
totals = Summen der gefilterten Zeilen
totals-rows = { $count } { $count ->
    [one] Zeile
   *[other] Zeilen
  }
totals-in = ein
totals-out = aus
totals-transfers = Umbuchungen
totals-net = netto
chart-range = Zeitraum
range-3 = 3 Monate
range-6 = 6 Monate
range-12 = 12 Monate
range-24 = 24 Monate
range-year = dieses Jahr
range-last-year = letztes Jahr
range-own = von … bis …
chart-png = PNG speichern
chart-svg = SVG speichern
chart-saved = { $name } gespeichert
chart-alt = Ausgaben je Monat und Kategorie, { $from } bis { $to }; die Zahlen stehen in der Tabelle darunter
chart-table = die Zahlen zum Bild
chart-caption = Ausgaben je Monat, in { $currency }
chart-empty = Keine Ausgaben in diesem Zeitraum.
chart-empty-do = Register öffnen
categories-empty = Noch keine Kategorien: schreib oben die erste.
category-new = Neue Kategorie
category-add = Anlegen
category-show-archived = { $count } archivierte zeigen
category-transfers = Umbuchungen
category-transfer = Umbuchungen zwischen eigenen Konten: weder Einnahme noch Ausgabe
category-transfer-above = Sie liegt in { $name }, und dort stehen Umbuchungen.
category-archived = archiviert
category-show = { $count } { $count ->
    [one] Buchung
   *[other] Buchungen
  } von { $name } zeigen
category-name = Name
category-rename = Umbenennen
category-below = Neue Kategorie darunter
category-move-under = Verschieben unter
category-top = (oberste Ebene)
category-move = Verschieben
category-merge-into = Zusammenführen mit
category-merge = Zusammenführen
category-archive = Archivieren
category-restore = Aus dem Archiv holen
payees-empty = Noch keine Empfänger: sie kommen mit den Buchungen.
payees-search = Empfänger suchen
payees-first = Die ersten { $count }; die anderen über die Suche.
payee-name = Name
payee-merge-into = Zusammenführen mit
payee-merge-effect = { $count } { $count ->
    [one] Buchung gehört
   *[other] Buchungen gehören
  } dann zu { $name }.
imports-empty = Zieh eine Bankdatei auf das Fenster, wähle eine oder füge eine Tabelle ein.
bank-files = Bankdateien
file-kinds = CSV, Excel (XLSX, XLS), OFX, QFX, QIF, CAMT (auch als ZIP), MT940 oder anderer Text mit Spalten
pasted = eingefügte Tabelle
file-unreadable = { $name } ist nicht lesbar
drop-here = Loslassen zum Importieren
paste-label = Zeilen aus der Bankseite oder einer Tabelle einfügen
paste-help = mit der Kopfzeile, wenn es eine gibt
paste-preview = Vorschau zeigen
import-reading = Datei wird gelesen…
import-counts = { $total } { $total ->
    [one] Zeile
   *[other] Zeilen
  }: { $fresh } neu, { $known } schon bekannt, { $rejected } abgelehnt
import-remembered = gelesen wie beim letzten Mal
import-into = In
import-into-several = die { $count } Konten in der Datei
import-into-new = neues Konto: { $name }
import-into-file = wie die Datei sagt
import-into-other = ein neues Konto namens…
import-add = { $count } { $count ->
    [one] Zeile
   *[other] Zeilen
  } importieren
import-nothing-new = Jede Zeile steht schon im Kassenbuch oder ist nicht lesbar.
import-put-away = Weglegen
import-done = Fertig
import-read-again = Noch einmal lesen
import-cancelled = abgebrochen: nichts davon wurde gespeichert
questions = Fragen zu dieser Datei
question-as-guessed = Das stimmt
question-answer = Antwort
remark-currency = wähle das Konto, in das sie gehört: dessen Währung gilt
remark-first = das erste gilt; vergleiche die Tage unten
remark-assumed = Die Datei nennt keine Währung: { $currency }, die des Kontos, wird angenommen.
fee-ignore = Gebühr weglassen
note-line = Zeile { $line }: { $message }
question-set = Setzen
layout = Wie sie gelesen wurde
layout-encoding = Kodierung
layout-delimiter = Zwischen Zellen
layout-header = Kopf in Zeile
layout-day = Tage
layout-decimal = Dezimalzeichen
layout-sign = Vorzeichen
layout-columns = Spalten und was sie bedeuten
layout-column = Bedeutung der Spalte { $name }
layout-refused = Die Datei braucht Tag und Betrag: wähle dafür zuerst eine andere Spalte.
delimiter-comma = Komma
delimiter-semicolon = Semikolon
delimiter-tab = Tabulator
delimiter-bar = Strich
delimiter-other = anderes
day-format-ymd = Jahr zuerst
day-format-dmy = Tag zuerst
day-format-mdy = Monat zuerst
day-format-month_name = Monat in Worten
day-format-month_day = Monat und Tag, ohne Jahr
day-format-day_month = Tag und Monat, ohne Jahr
decimal-comma = Dezimalkomma
decimal-point = Dezimalpunkt
sign-normal = Minus ist Geld raus
sign-inverted = Plus ist Geld raus
meaning-none = (nicht benutzt)
meaning-day = Tag
meaning-amount = Betrag
meaning-debit = Ausgang
meaning-credit = Eingang
meaning-direction = ein oder aus, in Worten
meaning-description = Beschreibung
meaning-day_fallback = anderer Tag
meaning-fee = Gebühr
meaning-payee = Empfänger
meaning-memo = Notiz
meaning-external_id = Kennung der Bank
meaning-currency = Währung
meaning-currency_fallback = andere Währung
meaning-balance = Saldo
meaning-account = Konto
meaning-category = Kategorie
meaning-status = Status
preview-rows = Zeilen, wie sie gespeichert werden
preview-caption = die ersten { $shown } von { $total }, wie sie gespeichert werden
preview-sums = ein { $income } · aus { $expense } · netto { $net } { $currency }
state-new = neu
state-known = schon bekannt
rejected-rows = { $count } { $count ->
    [one] Zeile
   *[other] Zeilen
  } abgelehnt
progress = Fortschritt
progress-start = beginnt…
progress-count = { $done } von { $total }
progress-rate = { $rate } je Sekunde
progress-left = noch { $seconds } s
result = { $total } { $total ->
    [one] Zeile
   *[other] Zeilen
  }: { $added } neu, { $known } schon bekannt, { $matched } zugeordnet, { $rejected } abgelehnt
result-show = Im Kassenbuch zeigen
result-batch = Zu diesem Import
batches = Bisherige Importe
batch-accounts = { $count } Konten
batches-back = Alle Importe
batch-undone = rückgängig gemacht
batch-undo = Diesen Import rückgängig machen
batch-set-aside = { $count } { $count ->
    [one] Zeile
   *[other] Zeilen
  } beiseitegelegt: keine Buchung darin
folders = Überwachte Ordner
folders-empty = Den Ordner überwachen, in dem die Dateien Ihrer Bank landen: Jede neue wird von selbst importiert, solange Ihre Datei offen ist. Geraten wird nichts: Eine Datei, die etwas offen lässt, wartet auf Sie.
folders-elsewhere = Ein Ordner wird im Fenster von PocketSage hinzugefügt oder mit einem Befehl auf diesem Rechner:
folder-add = Ordner überwachen
folder-start = Überwachen
folder-path = Ordner
folder-path-help = Dateien in Ordnern darin bleiben unberührt.
folder-choose = Wählen …
folder-choose-archive = Ordner wählen, in den die Dateien verschoben werden
folder-account = Zeilen gehen in
folder-into = in { $name }
folder-into-file = in das Konto, das die Datei nahelegt
folder-archive = Dateien danach verschieben nach
folder-archive-help = Leer bleiben sie, wo sie sind. Fehlt der Ordner, wird er angelegt.
folder-then = danach verschoben nach { $path }
folder-watching = wird überwacht
folder-paused = angehalten
folder-missing = nicht da
folder-unreadable = nicht lesbar
folder-pause = Anhalten
folder-pause-this = { $path } anhalten
folder-resume = Fortsetzen
folder-resume-this = { $path } fortsetzen
folder-change = Ändern
folder-change-this = { $path } ändern
folder-remove = Entfernen
folder-remove-this = { $path } nicht mehr überwachen
folder-last = Zuletzt: { $name }, { $outcome }, { $when }
folder-files = Gesehene Dateien
folder-files-of = gesehene Dateien in { $path }
folder-unsettled = { $count } { $count ->
    [one] braucht einen Blick
   *[other] brauchen einen Blick
  }
seen-outcome = Was daraus wurde
seen-added = importiert
seen-known = schon bekannt
seen-asks = fragt Sie etwas
seen-waiting = wird noch einmal versucht
seen-failed = nicht importiert
seen-gone = weggenommen
seen-open = { $name } öffnen
count-added = neu
count-known = bekannt
count-matched = zugeordnet
count-rejected = abgelehnt
inbox = Eingang
inbox-empty = Nichts wartet auf dich.
inbox-empty-next = Importiere den nächsten Auszug: Was doppelt aussieht, eine Umbuchung ist, keine Kategorie hat oder nicht lesbar ist, wartet dann hier.
inbox-need-you = { $count } { $count ->
    [one] Sache braucht
   *[other] Sachen brauchen
  } dich
inbox-same = Mögliche Doppelte
inbox-transfer = Umbuchungen zwischen deinen Konten
inbox-corrected = Berichtigungen der Bank
inbox-vanished = Vorgemerkte Zahlungen, die verschwunden sind
inbox-lonely = Umbuchungen ohne Gegenseite
inbox-unread = Importe mit unlesbaren Zeilen
inbox-guessed = Importe, bei denen etwas vermutet wurde
inbox-late = Auszüge, die fehlen
inbox-uncategorised = Ohne Kategorie
need-same = { $count } { $count ->
    [one] möglicher Doppelter
   *[other] mögliche Doppelte
  }
need-transfer = { $count } { $count ->
    [one] Umbuchung
   *[other] Umbuchungen
  }
need-corrected = { $count } { $count ->
    [one] Berichtigung
   *[other] Berichtigungen
  }
need-unread = { $count } { $count ->
    [one] Import
   *[other] Importe
  } zum Ansehen
need-late = { $count } { $count ->
    [one] Auszug fehlt
   *[other] Auszüge fehlen
  }
need-uncategorised = { $count } ohne Kategorie
need-vanished = { $count } verschwundene vorgemerkte { $count ->
    [one] Zahlung
   *[other] Zahlungen
  }
need-lonely = { $count } { $count ->
    [one] Umbuchung
   *[other] Umbuchungen
  } ohne Gegenseite
need-guessed = { $count } { $count ->
    [one] Import mit einer Vermutung
   *[other] Importe mit einer Vermutung
  }
inbox-of = { $shown } von { $count }
inbox-show-all = alle im Kassenbuch zeigen
inbox-more = weitere rücken nach, sobald diese erledigt sind
inbox-key-move = bewegen
inbox-key-accept = annehmen
inbox-key-refuse = ablehnen
inbox-key-category = Kategorie wählen
inbox-key-open = öffnen
inbox-key-certain = alle sicheren annehmen
inbox-certain = Die { $count } sicheren annehmen
inbox-certain-why = Ab { $score } Punkten: gleicher Betrag, an Tag und Wörtern erkannt, und nichts anderes passt. Einmal rückgängig machen nimmt alles zurück.
inbox-all-fine = Alle { $count } so lassen
inbox-all-fine-why = Nach ihnen wird nicht mehr gefragt. Einmal rückgängig machen bringt alle zurück.
inbox-remove = Entfernen
inbox-keep-it = Behalten
inbox-fine = Passt so
inbox-right = Stimmt
inbox-dismiss = Ausblenden
lonely-names = nennt { $name }, und dort ist nichts Passendes gekommen
lonely-category = { $category } enthält Umbuchungen, und keines deiner Konten hat die Gegenseite
vanished-why = war vorgemerkt; die Dateien seither führen und buchen sie nicht
batch-refuse = Alle { $count } Vorschläge ablehnen
reason-rivals = { $value ->
    [one] eine andere passt auch
   *[other] { $value } andere passen auch
  }
inbox-join = Vereinen
inbox-keep-both = Beide behalten
inbox-link = Verbinden
inbox-keep-apart = Getrennt lassen
inbox-take-bank = Von der Bank
inbox-keep-mine = Meine behalten
inbox-seen = Gesehen
inbox-accept = Annehmen
inbox-other = Andere
inbox-choose = Wählen
inbox-as-before = — wie { $seen } von { $of } zuvor
inbox-late-since = kein Auszug für { $name } seit { $day }; bisher kam alle { $days } { $days ->
    [one] Tag
   *[other] Tage
  } einer
inbox-guesses = { $count } { $count ->
    [one] Hinweis
   *[other] Hinweise
  }
inbox-score = { $score } von 100: { $reasons }
reason-amount = gleicher Betrag
reason-amount_near = Beträge { $amount } auseinander
reason-days = { $value ->
    [0] gleicher Tag
    [one] { $value } Tag auseinander
   *[other] { $value } Tage auseinander
  }
reason-words = Wörter zu { $value } % gleich
reason-number = gleiche Nummer in beiden
reason-account = eine nennt das andere Konto
reason-transfer_word = eine nennt sich Umbuchung
side-typed = von dir getippt
side-pending = war vorgemerkt
side-other-file = aus anderer Datei
side-new = von der Bank
side-mine = deine
side-bank = die der Bank
transfer-into = an
transfer-from = von
transfer-arrived = angekommen { $day }
result-matched = { $count } { $count ->
    [one] traf auf eine getippte Zeile und wurde
   *[other] trafen auf getippte Zeilen und wurden
  } mit ihr vereint.
result-updated = Von den bekannten { $count ->
    [one] wurde
   *[other] wurden
  } { $count } seither von der Bank gebucht oder berichtigt.
ignored-rows = { $count } entfernte { $count ->
    [one] Zeile
   *[other] Zeilen
  }
ignored-lead = Übergangen: Sie bleiben weg, wenn die Datei noch einmal kommt.
ignored-bring = Zurückholen
ignored-bring-all = Alle { $count } zurückholen
command-inbox = Zum Eingang
keys-inbox = Im Eingang
quoted = „{ $text }“
command-rules = Regeln bearbeiten
command-rule-row = Aus dieser Zeile eine Regel machen
selection-rule = Regel daraus machen
keys-rules = In der Liste der Regeln
rules = Regeln
rules-empty = Eine Regel sagt, was mit Zeilen geschieht, die hereinkommen: Kategorie, sauberer Name, Notiz, oder weglassen.
rules-empty-more = Jede wird an dem ausprobiert, was schon da ist, bevor sie gilt.
rules-order = Die genaueste zuerst: wo zwei passen, gilt sie.
rules-key-move = nächste, vorige
rules-key-edit = bearbeiten
rules-key-pause = pausieren, fortsetzen
rules-key-remove = entfernen
rules-key-new = neu
rules-run = Auf Bisheriges anwenden
rules-ran = Regeln haben { $count } von { $total } Buchungen geändert
rules-ran-none = Regeln haben { $total } { $total ->
    [one] Buchung
   *[other] Buchungen
  } angesehen: nichts zu ändern
rule = Regel
rule-new = Neue Regel
rule-name = Name
rule-paused = pausiert
rule-pause = Pausieren
rule-resume = Fortsetzen
rule-remove = Entfernen
rule-gone = (nicht mehr da)
rule-when = Wenn all das zutrifft
rule-then = Dann
rule-condition = Bedingung { $number }
rule-condition-add = Bedingung hinzufügen
rule-condition-remove = Bedingung { $number } entfernen
rule-action = Aktion { $number }
rule-action-add = Aktion hinzufügen
rule-action-remove = Aktion { $number } entfernen
rule-field = was angesehen wird
rule-field-payee = Empfänger
rule-field-text = Text der Bank
rule-field-amount = Betrag
rule-field-direction = Richtung
rule-field-account = Konto
rule-field-month_day = Tag im Monat
rule-field-weekday = Wochentag
rule-field-day = Tag
rule-field-currency = Währung
rule-how = wie
rule-how-contains = enthält
rule-how-starts = beginnt mit
rule-how-ends = endet mit
rule-how-is = ist
rule-money-in = Geld kommt herein
rule-money-out = Geld geht ab
rule-words = gesuchte Wörter
rule-words-or = oder…
rule-value-remove = { $value } entfernen
rule-do = was geschieht
rule-do-set_category = Kategorie
rule-do-set_payee = Empfänger
rule-do-set_memo = Notiz
rule-do-transfer = Umbuchung mit
rule-do-split = aufteilen
rule-do-skip = weglassen
rule-choose-category = Kategorie wählen
rule-choose-categories = für jeden Teil eine Kategorie wählen
rule-only-new = Für Zeilen, die hereinkommen: was da ist, bleibt, wie es ist.
rule-parts = Teile
rule-part-rest = der Rest
rule-part-size = Größe
rule-part-unit = Einheit
rule-part-add = Teil hinzufügen
rule-part-remove = Teil { $number } entfernen
rule-trial = Zeilen, die sich ändern würden
rule-trial-counts = passt auf { $fits } von { $total } { $total ->
    [one] Buchung
   *[other] Buchungen
  }, { $changes } würden sich ändern
rule-trial-more = und { $count } ältere
rule-trial-wait = Sag wann, und hier steht, worauf es passt.
rule-trial-running = wird an dem probiert, was da ist…
rule-trial-cancelled = abgebrochen
rule-trial-again = Noch einmal versuchen
rule-becomes = wird zu
rule-save-run = Speichern und { $count } { $count ->
    [one] Buchung
   *[other] Buchungen
  } ändern
rule-said-when = wenn { $conditions }
rule-said-then = dann
rule-payee-contains = der Empfänger { $values } enthält
rule-payee-starts = der Empfänger mit { $values } beginnt
rule-payee-ends = der Empfänger mit { $values } endet
rule-payee-is = der Empfänger { $values } ist
rule-text-contains = der Text der Bank { $values } enthält
rule-text-starts = der Text der Bank mit { $values } beginnt
rule-text-ends = der Text der Bank mit { $values } endet
rule-text-is = der Text der Bank { $values } ist
rule-amount-span = der Betrag { $from } bis { $to } ist
rule-amount-least = der Betrag mindestens { $from } ist
rule-amount-most = der Betrag höchstens { $to } ist
rule-amount-one = der Betrag { $from } ist
rule-direction-in = Geld hereinkommt
rule-direction-out = Geld abgeht
rule-account-is = das Konto { $values } ist
rule-month_day-span = es der { $from }. bis { $to }. des Monats ist
rule-month_day-one = es der { $from }. des Monats ist
rule-weekday-is = es { $values } ist
rule-day-span = der Tag zwischen { $from } und { $to } liegt
rule-day-least = der Tag { $from } oder später ist
rule-day-most = der Tag { $to } oder früher ist
rule-day-one = der Tag { $from } ist
rule-currency-is = die Währung { $values } ist
rule-said-payee = Empfänger { $value }
rule-said-memo = Notiz { $value }
rule-said-no-memo = keine Notiz
rule-said-skip = weggelassen
rule-said-transfer = Umbuchung mit { $value }
rule-said-split = aufgeteilt in { $parts }
rule-said-part = { $size } { $category }
rule-said-rest = den Rest { $category }
today-empty = Zieh zum Anfangen eine Bankdatei irgendwo auf dieses Fenster.
today-month = Dieser Monat
today-nothing-yet = Diesen Monat kam und ging noch nichts.
today-uncategorised = { $count } { $count ->
    [one] Buchung hat
   *[other] Buchungen haben
  } keine Kategorie
today-chart = Ausgaben der letzten 12 Monate
today-chart-more = Zahlen und Zeiträume
today-chart-alt = Ausgaben der letzten 12 Monate, zusammen { $total } { $currency }
today-imports = Letzte Importe
settings-appearance = Aussehen
settings-household = Haushalt
settings-file = Datei
settings-configuration = Konfiguration
settings-configuration-lead = Sie stehen in config.toml im Datenordner oder in Umgebungsvariablen namens POCKETSAGE_ und der Einstellung in Großbuchstaben; sie gelten ab dem nächsten Start.
settings-history = Verlauf
settings-about = Über

# Erinnerungen
settings-reminders = Erinnerungen
command-reminders = Erinnerungen
today-reminders = Erinnerungen
today-reminders-all = alle
actor-schedule = eine Erinnerung
reminders-what = Erinnere mich an
reminder-kind-habit = Gewohnheiten, zu ihrer Zeit
reminder-kind-bill = Fällige Rechnungen
reminder-kind-debt = Fällige und ausgebliebene Raten
reminder-kind-statement = Auszüge, die ausbleiben
reminder-kind-charge = Große oder ungewöhnliche Abbuchungen und Preiserhöhungen
reminders-at = Uhrzeit
reminders-at-help = für alles ohne eigene Zeit
reminders-bill-days = Tage vor der Fälligkeit
reminders-quiet = Ruhezeit
reminders-quiet-on = Zu bestimmten Stunden schweigen; was fällig ist, wartet ihr Ende ab
reminders-quiet-from = Von
reminders-quiet-to = Bis
reminders-how = Auf welchem Weg
reminders-desktop = Mit Benachrichtigungen dieses Rechners
reminders-email = Mit E-Mails über einen eigenen Mailserver
reminders-smtp-host = Mailserver
reminders-smtp-user = Benutzername, falls verlangt
reminders-smtp-from = Absender
reminders-smtp-to = Empfänger
reminders-smtp-port = Port
reminders-smtp-security = Verschlüsselung
reminders-security-tls = TLS
reminders-security-starttls = STARTTLS
reminders-security-none = keine, ein Server auf diesem Rechner
reminders-password = Passwort
reminders-password-help = liegt im Schlüsselbund des Systems, nicht in der Datei
reminders-password-is-kept = eines liegt im Schlüsselbund des Systems
reminders-password-in-settings = Das Passwort steht in den Einstellungen dieses Rechners.
reminders-password-keep = Passwort merken
reminders-password-forget = Passwort vergessen
reminders-password-kept = Passwort gemerkt
reminders-password-forgotten = Passwort vergessen
reminders-test = Jetzt eine E-Mail senden
reminders-test-later = zuerst speichern
reminders-test-sent = der Server hat eine E-Mail an { $to } angenommen
reminders-log = Was ansteht und was war
reminders-log-empty = Noch nichts: Gib einer Gewohnheit eine Erinnerung, dann steht sie hier.
reminder-what = was
reminder-way = Weg
reminder-channel-desktop = Benachrichtigung
reminder-channel-email = E-Mail
reminder-state-scheduled = steht an
reminder-state-sending = wird gesagt
reminder-state-sent = gesagt
reminder-state-failed = misslungen
reminder-state-snoozed = verschoben
reminder-state-dismissed = vorbei
reminder-answer-done = Erledigt
reminder-answer-skip = Auslassen
reminder-answer-snooze-hour = In einer Stunde
reminder-answer-snooze-tomorrow = Morgen
reminder-answer-dismiss = Verwerfen
reminder-answer-to = { $answer }: { $title }

settings-theme = Farben
settings-language = Sprache
settings-density = Zeilen
theme-system = wie das System
theme-light = hell
theme-dark = dunkel
density-dense = dicht
density-comfortable = bequem
language-system = wie das System
language-en = English
language-de = Deutsch
language-es = Español
setting-name = Einstellung
setting-value = Wert
setting-source = kommt von
setting-allowed = erlaubt
source-default = Vorgabe
source-file = Konfigurationsdatei
source-environment = Umgebung
source-command_line = Befehlszeile
file-path = Pfad
file-key = Schlüssel
file-key-demo = keiner: eine Wegwerfdatei
file-key-keychain = im Schlüsselbund des Systems
file-key-file = die Datei { $path }
file-key-passphrase = eine Passphrase
file-idle = Sperrt sich
file-idle-after = nach { $minutes } { $minutes ->
    [one] Minute
   *[other] Minuten
  } ohne Benutzung
file-idle-never = nie
file-check = Datei prüfen
file-checking = jede Seite wird angesehen…
file-whole = die Datei ist unversehrt
file-faults = Die Datei ist beschädigt: { $count } Fehler gefunden. Lege eine Kopie an einen sicheren Ort, bevor du noch etwas änderst. In den Worten der Datenbank:
household-name = Name
household-currency = Hauptwährung
household-currency-help = drei Buchstaben, etwa EUR
history-empty = Noch wurde nichts getan.
history-who = wer
actor-desktop = du, in dieser App
actor-api = du, im Browser
actor-cli = du, per Befehl
actor-folder = ein überwachter Ordner
history-what = was
history-undone = rückgängig
history-undo = Rückgängig: { $label }
history-more = Ältere zeigen
about-version = PocketSage { $version }
about-text = Dein Geld in einer verschlüsselten Datei, die dir gehört. Sie arbeitet offline und schickt nichts irgendwohin.
origin = aus { $file }, Zeile { $line }
habit = Gewohnheit
habit-new = Neue Gewohnheit
habit-begin = Anfangen
habit-name = Name
habit-question = Frage des Tages
habit-kind = Art
habit-kind-build = Tun
habit-kind-measured = Mindestens so viel
habit-kind-limit = Höchstens so viel
habit-kind-avoid = Gar nicht
habit-kind-build-help = Getan oder nicht, so oft du es sagst.
habit-kind-measured-help = Du trägst ein, wie viel; ab dem Ziel gilt der Tag.
habit-kind-limit-help = Du trägst ein, wie viel; bis zum Ziel gilt der Tag.
habit-kind-avoid-help = Ein Tag, der ohne Ausrutscher vorbei ist, gilt.
habit-target = Ziel
habit-unit = Einheit
habit-unit-glasses = Gläser
habit-unit-minutes = Minuten
habit-unit-pages = Seiten
habit-unit-coffees = Kaffees
habit-often = Wie oft
habit-often-daily = jeden Tag
habit-often-other = jeden zweiten Tag
habit-often-three-week = dreimal in der Woche
habit-often-weekly = einmal in der Woche
habit-often-monthly = einmal im Monat
habit-often-own = auf andere Weise
habit-often-times = { $times } × in { $days } Tagen
habit-at-least = mindestens { $amount }, { $when }
habit-at-most = höchstens { $amount }, { $when }
habit-times = Mal
habit-in-days = in so vielen Tagen
habit-whole-numbers = schreib ganze Zahlen
habit-weekdays = Fällig am
habit-colour = Farbe
habit-icon = Symbol
habit-group = Gruppe
habit-group-none = Ohne Gruppe
habit-group-health = Gesundheit
habit-group-money = Geld
habit-group-home = Zuhause
habit-group-learning = Lernen
habit-cheers = Ermutigungen
habit-cheers-help = Eine je Zeile; sie wechseln sich ab, wenn ein Tag gilt.
habit-cheer-1 = Gut gehalten
habit-cheer-2 = Ein Tag weiter
habit-cheer-3 = Das zählt
habit-cheer-4 = Es summiert sich
habit-templates = Vorlagen ansehen
habit-template-water = Wasser trinken
habit-template-walk = Spazieren gehen
habit-template-exercise = Sport
habit-template-sleep = Um elf im Bett
habit-template-no_smoking = Nicht rauchen
habit-template-check_accounts = Konten ansehen
habit-template-no_spend = Ein Tag ohne Ausgaben
habit-template-takeaway = Nichts bestellen
habit-template-coffee = Höchstens zwei Kaffees unterwegs
habit-template-save = Etwas zurücklegen
habit-template-tidy = Zehn Minuten aufräumen
habit-template-cook = Zu Hause kochen
habit-template-plants = Pflanzen gießen
habit-template-paperwork = Papierkram erledigen
habit-template-read = Lesen
habit-template-language = Eine Sprache üben
habit-template-instrument = Ein Instrument spielen
habit-template-course = Mit dem Kurs weitermachen
habit-open = Zur Seite
habit-edit = Bearbeiten
habit-rest = Pause und Archiv
habit-pause = Pausieren
habit-pause-open = Bis auf Weiteres pausieren
habit-pause-until = Pause bis
habit-resume = Jetzt weitermachen
habit-archive = Archivieren
habit-reactivate = Wieder aufnehmen
habit-remove = Mit allen Tagen entfernen
habit-archived = archiviert
habit-archived-on = archiviert am { $day }
habit-streak = Serie
habit-strength = Stärke
habit-at-risk = endet heute Nacht, wenn es nicht getan wird
habit-noted = mit Notiz
habit-day = Dieser Tag
habit-day-yes = gehalten
habit-day-auto = mitgezählt
habit-day-skip = ausgesetzt
habit-day-off = nicht fällig
habit-day-no = nicht gehalten
habit-day-unknown = nichts gesagt
habit-day-none = nicht begonnen
habit-say-amount = so viel
habit-say-kept = gehalten
habit-say-missed = nicht gehalten
habit-say-skip = aussetzen
habit-say-clear = nichts
habit-amount = Wie viel
habit-amount-of = Wie viele { $unit }
habit-amount-wrong = schreib eine Zahl ab 0, etwa 2,5
habit-note = Notiz
habit-streak-now = Serie jetzt
habit-streak-best = Beste Serie
habit-this-week = Diese Woche
habit-this-month = Dieser Monat
habit-kept-of = { $kept } von { $due }
habit-as-before = wie zuvor
habit-more-than-before = { $points } { $points ->
    [one] Punkt mehr als zuvor
   *[other] Punkte mehr als zuvor
  }
habit-less-than-before = { $points } { $points ->
    [one] Punkt weniger als zuvor
   *[other] Punkte weniger als zuvor
  }
habit-best-weekday = Bester Wochentag
habit-strength-alt = Stärke, Tag für Tag
habit-month = Monat
habit-year = Jahr
habit-year-before = Das Jahr davor
habit-year-after = Das Jahr danach
habit-streaks = Beste Serien
habit-days-unit = Tage
habit-targets = Ziele
habit-period = Zeitraum
habit-period-day = heute
habit-period-week = diese Woche
habit-period-month = dieser Monat
habit-period-quarter = dieses Quartal
habit-period-year = dieses Jahr
habit-done = Getan
habit-met = Erreicht
habit-by-weekday = Nach Wochentag und Monat
habit-entries = Verlauf
habit-entries-more = Mehr zeigen
habits-all = Alle Gewohnheiten
habits-empty = Eine Gewohnheit ist, was du immer wieder tun oder lassen willst.
habits-empty-more = Fang mit einer an; ein Tag ist in einer Sekunde abgehakt.
habits-earlier = Frühere Tage
habits-later = Spätere Tage
habits-order = Reihenfolge
habits-order-own = eigene
habits-order-name = Name
habits-order-strength = Stärke
habits-order-streak = Serie
habits-archived = mit archivierten
habits-files = Dateien
habits-import = Aus einer Datei holen
habits-import-kinds = Loop Habit Tracker (CSV-Zip oder Sicherung), HabitBull (CSV) oder unser eigenes JSON.
habits-export-loop = Als Loop-CSV sichern
habits-export-json = Als JSON sichern
habits-came = { $habits } neue Gewohnheiten, { $days } Tage geholt, { $known } Tage waren schon da
keys-habits = In den Gewohnheiten
habits-key-cell = nach Tag und Gewohnheit bewegen
habits-key-tick = abhaken
habits-key-skip = aussetzen
habits-key-missed = nicht gehalten
habits-key-clear = zurücknehmen, was gesagt war
habits-key-more = Menge und Notiz
habits-key-edit = bearbeiten
habits-key-open = zur Seite
habits-key-move = nach oben, unten
habits-key-page = frühere, spätere Tage
today-habits = Gewohnheiten
today-habits-done = { $done } von { $due }
today-habits-all = alle Tage
today-habit-least = von { $target } { $unit }
today-habit-most = höchstens { $target } { $unit }
habit-days = { $count } { $count ->
    [one] Tag
   *[other] Tage
  }
today-habit-streak = { $count } { $count ->
    [one] Tag
   *[other] Tage
  }
habit-year-kept = { $count } { $count ->
    [one] Tag gehalten
   *[other] Tage gehalten
  }
habit-year-alt = { $year }: { $count } { $count ->
    [one] Tag gehalten
   *[other] Tage gehalten
  }
today-habit-risk = { $count } { $count ->
    [one] Tag, endet heute
   *[other] Tage, endet heute
  }
habit-asks-avoid = gar nicht
# Ansichten einer Gewohnheit, Rückblick, und was Vorlagen fragen
habits-view-days = Tage
habits-view-review = Rückblick
command-habits-review = Auf die Gewohnheiten zurückblicken
habit-month-before = Der Monat davor
habit-month-after = Der Monat danach
habit-month-alt = { $month }, Tag für Tag; Leertaste hakt ab
habit-day-column = Tag
habit-it-was = Er war
habit-share = Anteil
habit-weekday-column = Wochentag
habit-weekday-cell = { $weekday }, { $month }: { $done } { $unit } an { $days } { $days ->
    [one] Tag
   *[other] Tagen
  }
habit-times-unit = Mal
habit-up-to = bis { $amount }
habit-table = Tabelle
habit-table-of = { $title }: als Tabelle
habit-table-key = Die Zahlen als Tabelle (T)
habit-numbers-of = { $title }, die Zahlen
habit-save-png = { $title }: als PNG sichern
habit-save-svg = { $title }: als SVG sichern
keys-habit-page = Auf der Seite einer Gewohnheit
habit-key-mark = von Marke zu Marke, von Tag zu Tag
habit-key-month = Monat
habit-key-act = Tag abhaken, zum Tag gehen
habit-key-table = Tabelle oder Bild
review-week = Woche
review-month = Monat
review-period = Rückblick auf
review-before-week = Die Woche davor
review-after-week = Die Woche danach
review-before-month = Der Monat davor
review-after-month = Der Monat danach
review-now = Jetzt
review-total = { $kept } von { $due } Tagen eingehalten, { $share }
review-same-week = wie in der Woche davor ({ $kept } von { $due })
review-more-week = { $points } { $points ->
    [one] Punkt
   *[other] Punkte
  } mehr als in der Woche davor ({ $kept } von { $due })
review-less-week = { $points } { $points ->
    [one] Punkt
   *[other] Punkte
  } weniger als in der Woche davor ({ $kept } von { $due })
review-same-month = wie im Monat davor ({ $kept } von { $due })
review-more-month = { $points } { $points ->
    [one] Punkt
   *[other] Punkte
  } mehr als im Monat davor ({ $kept } von { $due })
review-less-month = { $points } { $points ->
    [one] Punkt
   *[other] Punkte
  } weniger als im Monat davor ({ $kept } von { $due })
review-nothing-due = Es war nichts fällig.
review-kept = Eingehalten
review-share = Anteil
review-change = Veränderung
review-best = Bester Wochentag
review-best-help = in den zwölf Wochen bis dahin
review-longest = Längste Serie
review-missed = Verpasst
review-missed-none = nichts
review-missed-more = und { $count } weitere
review-not-due = nicht fällig
review-none-begun = Damals war noch keine Gewohnheit begonnen.
review-notes = Notizen
review-notes-none = Es wurde nichts notiert.
review-empty = Noch gibt es nichts, worauf sich zurückblicken ließe.
review-empty-more = Beginnen Sie eine Gewohnheit und haken Sie einen Tag ab; dann steht hier jede Woche und jeder Monat neben dem davor.
review-empty-do = Zu den Gewohnheiten
habit-asked-water = Wie viele Gläser heute?
habit-asked-walk = Wie viele Minuten draußen?
habit-asked-exercise = Heute trainiert?
habit-asked-sleep = Gestern bis elf im Bett?
habit-asked-no_smoking = Heute geraucht?
habit-asked-check_accounts = Nachgesehen, was kam und ging?
habit-asked-no_spend = Heute nichts gekauft?
habit-asked-takeaway = Gab es heute Essen zum Mitnehmen?
habit-asked-coffee = Wie viele Kaffees unterwegs?
habit-asked-save = Diesen Monat etwas zurückgelegt?
habit-asked-tidy = Zehn Minuten aufgeräumt?
habit-asked-cook = Heute gekocht?
habit-asked-plants = Haben die Pflanzen Wasser?
habit-asked-paperwork = Ist der Stapel weg?
habit-asked-read = Wie viele Seiten?
habit-asked-language = Heute geübt?
habit-asked-instrument = Heute gespielt?
habit-asked-course = Diese Woche eine Lektion?
# Gewohnheiten, die das Kassenbuch prüft, und ihre Erinnerung
habit-template-fuel = Höchstens so viel für Benzin
habit-template-save_weekly = Jede Woche sparen
habit-reminder = Erinnerung
habit-remind = Erinnere mich
habit-remind-at = Um
habit-remind-on = An diesen Wochentagen
habit-check = Von den Buchungen geprüft
habit-check-can = die Buchungen können es prüfen
habit-check-build = Ein Tag mit einer Abbuchung ist erledigt. Für Zurückgelegtes die Kategorie dieser Umbuchungen wählen.
habit-check-avoid = Ein Tag mit einer Abbuchung ist ein Ausrutscher; ein Tag ohne gilt.
habit-check-measured = Was abgebucht wird, zählt.
habit-check-limit = Was abgebucht wird, zählt; eine Erstattung zieht ab.
habit-check-categories = Abgebucht in einer dieser Kategorien
habit-check-category = Kategorie, mit allem darin
habit-check-payees = oder bei einem dieser Empfänger
habit-check-payee = Empfänger
habit-check-measure = Was zählt
habit-check-count = wie oft
habit-check-amount = wie viel Geld
habit-check-since = Beurteilt ab
habit-check-since-help = Was davor abgebucht wurde, zählt nicht. Heute, wenn nichts gewählt ist.
habit-check-missing = { $count } { $count ->
    [one] Kategorie oder Empfänger ist nicht mehr da; bitte anders wählen
   *[other] Kategorien oder Empfänger sind nicht mehr da; bitte anders wählen
  }
habit-checked-by = Von den Buchungen geprüft: { $what }
habit-known-until = bekannt bis { $day }
habit-known-until-of = bekannt bis { $day }, dem letzten Tag von { $account }
habit-known-never = noch ist nichts bekannt
habit-told = sagen die Buchungen
habit-told-other = von Hand gesagt, die Buchungen sagen anderes
habit-told-else = von Hand; die Buchungen sagen: { $what }
habit-awaits = noch nicht bekannt
habit-say-ledger = nichts; die Buchungen sagen es
habit-saved = Gespart
habit-saved-over = Mehr ausgegeben
habit-saved-more = { $amount } { $currency } gespart
habit-saved-less = { $amount } { $currency } mehr ausgegeben als zuvor
habit-saved-before = Ausgegeben in den { $days } Tagen davor, { $from } bis { $until }
habit-saved-expected = Für { $days } { $days ->
    [one] Tag
   *[other] Tage
  } seither, { $from } bis { $until }, macht das
habit-saved-actual = An diesen Tagen ausgegeben
habit-saved-short_past = Was gespart wurde, lässt sich sagen, sobald vor dem ersten Tag der Gewohnheit dreißig Tage an Buchungen liegen.
habit-saved-not_yet = Was gespart wurde, lässt sich sagen, sobald die Buchungen einen Tag seit dem Beginn kennen.
habit-sent-to = Am { $day } an { $account } geschickt
habit-send = { $amount } { $currency } in eine Schuld stecken
habit-send-no-debt = Es gibt keinen Kredit und keine Karte in { $currency }, auf der etwas geschuldet ist.
habit-send-from = Von
habit-send-to = An
habit-send-owed = { $account } (geschuldet: { $amount })
habit-send-amount = Betrag in { $currency }
habit-send-now = Umbuchung eintragen
habit-send-help = Sie wird als heutige Umbuchung zwischen eigenen Konten eingetragen. Die Bank muss sie noch ausführen.

# Debts: the list, the forms and a debt's page.
debt-new = Neue Schuld
debts-view-list = Schulden
debts-view-plan = Plan
command-debts-plan = Wie die Schulden abbezahlt werden
keys-debts = Schulden
debts-empty = Hier stehen keine Schulden.
debts-empty-more = Trag ein, was du schuldest: eine Karte, einen Kredit, Geld von Freunden. Du siehst, wann es endet, was es kostet und was jede Zahlung ändert.
debts-none-open = Nichts ist offen. Was abbezahlt ist, liegt im Archiv.
debts-archived = archivierte ({ $count })
debts-all = Alle Schulden
debts-owed = { $amount } { $currency } offen bei { $count } { $count ->
    [one] Schuld
   *[other] Schulden
  }
debts-owed-bare = { $amount } { $currency } offen
debts-free-on = schuldenfrei am { $day }
debts-later = { $count } { $count ->
    [one] Tag
   *[other] Tage
  } hinter dem vereinbarten Plan
debts-sooner = { $count } { $count ->
    [one] Tag
   *[other] Tage
  } vor dem vereinbarten Plan
debts-as-agreed = wie vereinbart
debts-see-plan = zum Plan
debts-make-plan = einen Plan wählen
debts-change-plan = den Plan ändern
debts-change-debt = { $name } ändern
debts-refused-grows = { $debt }: die { $what ->
    [minimum] Mindestrate
   *[other] Zahlung
  } von { $paid } deckt die Zinsen von { $interest } im { $month } nicht: diese Schuld wächst; nötig sind mindestens { $needed }
debts-refused-stays = { $debt }: die { $what ->
    [minimum] Mindestrate
   *[other] Zahlung
  } von { $paid } deckt gerade die Zinsen von { $interest } im { $month }: diese Schuld endet nie; nötig sind mindestens { $needed }
debts-refused-budget = das Budget von { $budget } deckt die Mindestraten von { $minimums } im { $month } nicht: plane wenigstens so viel ein
debts-refused-long = das dauert mehr als 100 Jahre: { $debt } hätte dann noch { $balance } offen; zahle im Monat mehr
debt-column-name = Schuld
debt-column-owed = offen
debt-column-rate = Zins
debt-column-next = nächste Zahlung
debt-column-end = abbezahlt
debt-paid-percent = { $percent } % bezahlt
debt-percent = { $percent } %
debt-rate-till = bis { $month }
debt-rate-variable = variabel
debt-proposals = { $count } { $count ->
    [one] Zahlung
   *[other] Zahlungen
  } zu bestätigen
debt-missed-on = { $amount } ausgefallen am { $day }
debt-short-on = { $amount } zu wenig am { $day }
debt-minimum-of = mindestens { $amount }
debt-settled = abbezahlt
debt-archived-on = archiviert am { $day }
debt-archived = { $name } ist abbezahlt und weggelegt
debt-put-away = { $name } ist weggelegt
debt-paid-off = { $name } ist abbezahlt.
debt-freed-goes = Die { $amount } im Monat gehen nun an { $name }.
debt-freed-stays = Die { $amount } im Monat bleiben bei dir.
debt-key-open = öffnen
debt-key-pay = Zahlung erfassen
debt-key-edit = bearbeiten
debt-key-statement = Auszug prüfen
debt-state-due = fällig
debt-state-paid = bezahlt
debt-state-short = zu wenig
debt-state-short-by = { $amount } zu wenig
debt-state-missed = ausgefallen
debt-state-unknown = noch nicht bekannt
debt-state-assumed = gilt als bezahlt
debt-kind = Art
debt-kind-card = Kreditkarte
debt-kind-personal = Ratenkredit
debt-kind-student = Studienkredit
debt-kind-car = Autokredit
debt-kind-mortgage = Baukredit
debt-kind-overdraft = Dispokredit
debt-kind-private = privat
debt-kind-tax = Steuer
debt-kind-card-help = Wird bezahlt und wieder genutzt. Beginnt mit der üblichen Mindestrate, 1 % und die Zinsen, mindestens 25, und mit Zinsen auf den mittleren Tagessaldo.
debt-kind-personal-help = Eine Summe, in gleichen Raten mit monatlichen Zinsen zurückgezahlt.
debt-kind-student-help = Für das Studium, in gleichen Raten mit monatlichen Zinsen. Eine zinsfreie Zeit steht unter „Mehr“.
debt-kind-car-help = Für ein Auto, in gleichen Raten mit monatlichen Zinsen.
debt-kind-mortgage-help = Für ein Zuhause, in gleichen Raten mit monatlichen Zinsen.
debt-kind-overdraft-help = Was ein Konto der Bank schuldet, taggenau verzinst. Sag, was du im Monat zurücklegst.
debt-kind-private-help = Von Familie oder Freunden. Der Zins kann 0 sein.
debt-kind-tax-help = Beim Staat, in Raten und taggenau verzinst.
debt-from-account = Beginnen mit:
debt-name = Name
debt-balance = Offen, { $currency }
debt-on = am Ende des
debt-apr = Jahreszins, %
debt-due-day = Fälliger Tag, 1 bis 31
debt-minimum = Mindestens im Monat
debt-rule-fixed = immer gleich viel
debt-rule-percent = ein Teil des Saldos
debt-rule-percent_plus_interest = ein Teil und die Zinsen
debt-rule-fixed-help = Ein Betrag, der sich nicht ändert, wie bei einer Kreditrate.
debt-rule-percent-help = Ein Teil dessen, was mit Zinsen und Gebühren des Monats offen ist, wenigstens aber die Untergrenze.
debt-rule-percent_plus_interest-help = Ein Teil dessen, was vor Zinsen offen war, dazu die Zinsen und Gebühren des Monats, wenigstens aber die Untergrenze.
debt-minimum-amount = Jeden Monat, { $currency }
debt-minimum-percent = Teil, %
debt-minimum-floor = Wenigstens, { $currency }
debt-minimum-now = Das sind { $amount } { $currency } am { $day }.
debt-minimum-end = Mit nicht mehr als dem ist sie am { $day } abbezahlt und kostet { $interest } Zinsen.
debt-more = Mehr: Gläubiger, Konto, Zinsänderungen, Gebühren, Zinsmethode
debt-lender = Gläubiger
debt-currency = Währung
debt-account = Konto im Kassenbuch
debt-account-none = keines
debt-account-help = Das Konto, das diese Schuld ist. Was dort eingeht, ist eine Zahlung.
debt-payee = Zahlungen gehen an
debt-payee-help = Ein Empfänger im Kassenbuch. Was an ihn geht, wird als Zahlung dieser Schuld gefunden.
debt-fee = Gebühr im Monat, { $currency }
debt-limit = Kreditrahmen, { $currency }
debt-variable = der Gläubiger darf den Zins ändern
debt-promo = Aktionszins
debt-promo-rate = Zins, %
debt-promo-until = bis einschließlich
debt-changes = Zins ab einem Tag
debt-change-from = Ab
debt-change-add = Eine Änderung hinzufügen
debt-change-remove = Änderung { $number } entfernen
debt-grace = Keine Zinsen bis einschließlich
debt-grace-help = Ein Tag oder nichts.
debt-convention = Wie die Zinsen gezählt werden
debt-convention-monthly_nominal = monatlich, ein Zwölftel des Zinses
debt-convention-actual_365 = taggenau, 365 Tage im Jahr
debt-convention-actual_360 = taggenau, 360 Tage im Jahr
debt-convention-thirty_360 = Monate zu 30 Tagen
debt-convention-average_daily = mittlerer Tagessaldo
debt-convention-average_daily_old = mittlerer Tagessaldo ohne neue Käufe
debt-convention-grace_period = keine, wenn voll bezahlt
debt-convention-monthly_nominal-help = Ein Zwölftel des Jahreszinses auf den Saldo, wie lang der Monat auch ist (12 CFR 1026.14(b)).
debt-convention-actual_365-help = Jeden Tag ein 365stel des Jahreszinses, auch in Schaltjahren (ISDA 2006, 4.16(d)).
debt-convention-actual_360-help = Jeden Tag ein 360stel des Jahreszinses (ISDA 2006, 4.16(e)).
debt-convention-thirty_360-help = Jeder Monat zählt 30 Tage und jedes Jahr 360 (ISDA 2006, 4.16(f)).
debt-convention-average_daily-help = Auf das Mittel der Tagessalden, neue Käufe eingeschlossen (12 CFR 1026.60(g)(1)(i)).
debt-convention-average_daily_old-help = Auf das Mittel der Tagessalden, neue Käufe ausgenommen (12 CFR 1026.60(g)(1)(ii)).
debt-convention-grace_period-help = Nichts, solange der letzte Auszug voll bezahlt wurde, sonst auf den mittleren Tagessaldo (12 CFR 1026.5(b)(2)(ii)).
debt-notes = Notizen
debt-add = Schuld hinzufügen
debt-open = Die Seite öffnen
debt-rest = Weglegen
debt-archive = Archivieren
debt-reopen = Zurückholen
debt-remove = Mit ihrem Verlauf entfernen
debt-error-name = Gib der Schuld einen Namen.
debt-error-rate = Gib einen Zins wie { $example } ein, 0 wenn es keinen gibt.
debt-error-due = Gib einen Tag des Monats ein, 1 bis 31.
debt-edit = Bearbeiten
debt-record = Zahlung erfassen
debt-record-of = { $name }: was geschah
debt-record-kind = Was
debt-record-payment = Die Zahlung erfassen
debt-record-fee = Die Gebühr erfassen
debt-record-charge = Die Belastung erfassen
debt-record-interest = Die Zinsen erfassen
debt-record-after = Ab { $day }; was davor war, steckt im Saldo.
debt-entry-payment = Zahlung
debt-entry-fee = Gebühr
debt-entry-charge = Belastung
debt-entry-interest = Zinsen
debt-entry-statement = Auszug
debt-entry-nothing = gehört nicht dazu
debt-entry-fee-help = Was der Gläubiger außer Zinsen nahm.
debt-entry-charge-help = Ein Einkauf, oder was dazu geliehen wurde.
debt-entry-interest-help = Zinsen, die der Gläubiger buchte; nur wo sie vom Errechneten abweichen.
debt-day = Tag
debt-amount = Betrag, { $currency }
debt-from = Bezahlt von
debt-from-none = nur hier
debt-from-help = Das Kassenbuch bekommt sie auch.
debt-from-none-help = Das Kassenbuch bekommt sie nicht: richtig, wenn eine Datei der Bank sie bringen wird.
debt-note = Notiz
debt-statement = Auszug des Gläubigers
debt-statement-of = { $name }: ein Auszug
debt-statement-lead = Gib ein, was der Gläubiger als offen nennt. Du siehst, was für diesen Tag errechnet war und was einen Unterschied erklären kann.
debt-stated = Offen laut Auszug, { $currency }
debt-stated-on = am Ende des
debt-part-since = offen am { $day }
debt-part-interest = Zinsen
debt-part-fees = Gebühren
debt-part-charges = Belastungen
debt-part-payments = Zahlungen
debt-part-reckoned = errechnet für den { $day }
debt-part-stated = laut Auszug
debt-part-difference = Unterschied
debt-agrees = Es stimmt auf den Cent.
debt-reasons = Was ihn erklären kann, das Wahrscheinlichste zuerst:
debt-reason-payment = die Zahlung von { $amount } am { $day } wurde an einem anderen Tag gebucht oder ist hier noch nicht bestätigt
debt-reason-assumed = die { $amount }, fällig am { $day }, galten als bezahlt und kamen nicht
debt-reason-convention = Zinsen nach „{ $name }“ ergeben genau das: { $amount }
debt-reason-cost = der Gläubiger nahm mehr Zinsen oder eine Gebühr, die hier fehlt
debt-reason-less = der Gläubiger nahm weniger Zinsen, oder hier fehlt eine Zahlung
debt-take = { $amount } als offen am { $day } übernehmen
debt-take-it = Als wahr übernehmen
debt-is-account = Konto { $name }
debt-pays-payee = bezahlt an { $name }
debt-owed-today = Heute offen
debt-reckoned = mit { $amount } berechneten Zinsen und Gebühren
debt-used = Rahmen genutzt
debt-limit-of = von { $amount }
debt-next = Nächste Zahlung
debt-end = Abbezahlt
debt-ahead = noch { $amount } Zinsen und Gebühren
debt-no-schedule = Der Plan kann nicht sagen, wie diese Schuld endet.
debt-why = Warum
debt-asked = { $count ->
    [one] Ist das eine Zahlung?
   *[other] Sind das Zahlungen?
  }
debt-ask = Eine Zahlung für { $name }? { $amount } am { $day } an { $text }
debt-ask-yes = Ja, eine Zahlung
debt-ask-always = Ja, immer bei diesem Empfänger
debt-ask-no = Nein
debt-facts = Was geschah
debt-facts-none = Noch nichts. Zahlungen erscheinen hier, wenn sie erfasst oder im Kassenbuch gefunden sind.
debt-facts-all = Alle { $count } zeigen
debt-fact-kind = was
debt-fact-text = Text
debt-fact-interest = Zinsen
debt-fact-principal = Tilgung
debt-fact-do = tun
debt-fact-drop = zurücknehmen
debt-fact-not = nicht diese Schuld
debt-fact-drop-of = { $what } vom { $day }: zurücknehmen
debt-in-ledger = im Kassenbuch
debt-found-account = auf ihrem Konto
debt-found-payee = nach Empfänger
debt-found-amount = nach Betrag
debt-months = Monat für Monat
debt-months-all = Alle { $count } Monate zeigen
debt-month-till = bis
debt-month-opening = offen davor
debt-month-interest = Zinsen
debt-month-fees = Gebühren
debt-month-charges = Belastungen
debt-month-paid = bezahlt
debt-month-assumed = gilt als bezahlt
debt-month-corrected = berichtigt
debt-month-closing = offen danach
debt-month-state = Zahlung
debt-month-running = läuft
debt-schedule = Was noch kommt
debt-schedule-count = { $number } { $count ->
    [one] Zahlung
   *[other] Zahlungen
  }
debt-schedule-save = Als { $format } speichern
debt-schedule-day = Tag
debt-schedule-payment = Zahlung
debt-schedule-interest = Zinsen
debt-schedule-fee = Gebühr
debt-schedule-principal = Tilgung
debt-schedule-balance = offen danach
debt-line = Offen im Lauf der Zeit, { $currency }
debt-line-was = { $day }: { $amount } offen
debt-line-planned = { $day }: { $amount } nach Plan
debt-line-legend = durchgezogen: was offen war; gestrichelt: nach Plan
today-debts-all = alle Schulden
today-debts-more = und { $count } weitere

# Rechnungen, frei verfügbar, und wie Heute geordnet ist.
view-bills = Rechnungen
bills = Rechnungen
bills-empty = Noch keine Rechnungen.
bills-empty-more = Was regelmäßig abgeht oder eingeht, wird von selbst gefunden, sobald drei Zahlungen davon im Buch stehen. Du kannst auch eine von Hand eintragen.
bills-dismissed = { $count } { $count ->
    [one] ist keine Rechnung
   *[other] sind keine Rechnungen
  }
command-bills = Rechnungen ansehen
command-arrange = Heute anordnen
keys-bills = In den Rechnungen
keys-today = In Heute
bill-new = Neue Rechnung
bill-add = Rechnung eintragen
bill-name = Name
bill-direction = Geld
bill-out = geht ab
bill-in = geht ein
bill-amount = Betrag in { $currency }
bill-amount-help = leer: was im Buch steht
bill-cadence = Wie oft
bill-next = Nächstes Mal am
bill-account = Konto
bill-account-any = ohne Angabe
bill-confirm = Bestätigen
bill-dismiss = Keine Rechnung
bill-forget = Wieder aus dem Buch lesen
bill-remove = Entfernen
bill-again = doch eine Rechnung
bill-again-of = { $name } ist doch eine Rechnung
bill-about = etwa
bill-spread = zwischen { $least } und { $most }
bill-overdue = überfällig
bill-rise = stieg von { $from } am { $day }
bill-unseen = noch nicht gesehen; bekannt bis { $day }
bill-state-found = gefunden
bill-state-confirmed = bestätigt
bill-state-dismissed = keine Rechnung
bill-rests-on = { $count } { $count ->
    [one] Zahlung
   *[other] Zahlungen
  } seit { $since }, die letzte { $last } { $currency } am { $day }.
bill-payments = Zahlungen zeigen
bill-key-open = öffnen
bill-key-confirm = bestätigen
bill-key-dismiss = keine Rechnung
cadence-weekly = jede Woche
cadence-fortnightly = alle zwei Wochen
cadence-monthly = jeden Monat
cadence-quarterly = jedes Quartal
cadence-half_yearly = jedes halbe Jahr
cadence-yearly = jedes Jahr
safe-amount = { $amount } { $currency } frei verfügbar
safe-bare = { $amount } { $currency }
safe-no-bills = bis dahin ist keine Rechnung fällig
safe-short = { $amount } { $currency } zu wenig
safe-till-payday = bis zum Geld von { $name }, { $when }
safe-till-month = bis zum Monatsende, { $when }
safe-per-day = { $amount } am Tag
safe-parts = Woraus sich frei verfügbar ergibt, { $currency }
safe-known = bekannt bis { $day }
safe-owed = geschuldet
safe-due = fällig am { $day }
safe-overdue = überfällig seit { $day }
safe-left = Frei verfügbar
safe-rests = Erspartes zählt nicht mit
today-bills = Fällig in 14 Tagen
today-bills-all = alle Rechnungen
today-bills-more = und { $count } weitere
today-inbox = Was dich braucht
today-safe = Frei verfügbar
today-safe-why = wie es sich ergibt
today-next-bill = als Nächstes: { $name }, { $amount }, { $when }
today-risk = Serien in Gefahr
today-chart-none = In diesen Monaten wurde nichts ausgegeben.
today-arrange = Anordnen
today-arrange-done = Fertig
today-arrange-lead = Zieh die Karten in deine Reihenfolge, oder bewege sie mit Alt und den Pfeiltasten. Was nicht angehakt ist, wird nicht gezeigt.
today-arrange-reset = Wie am Anfang
today-all-hidden = Alle Karten sind ausgeblendet.
today-cards = Karten
today-move-up = { $name } nach oben
today-move-down = { $name } nach unten
today-moved = { $name }: Platz { $place } von { $of }
today-key-move = zur nächsten Karte
today-key-open = in ihren Raum
today-key-arrange = beim Anordnen: die Karte bewegen

profiles = Dateiarten
format-rates = Wechselkurse
# Schulden: der Tilgungsplan
plan-currency = Währung
plan-empty = Noch keine Schulden.
plan-empty-more = Trage ein, was du schuldest, und der Plan sagt, wann es vorbei ist und was es kostet.
plan-nothing-owed = In { $currency } ist nichts mehr offen.
plan-free-on = schuldenfrei am
plan-months = { $count ->
    [one] in einem Monat
   *[other] in { $count } Monaten
  }
plan-interest = { $amount } { $currency } Zinsen
plan-fees = { $amount } Gebühren
plan-saved = { $amount } weniger als nur mit Mindestraten
plan-costs-more = { $amount } mehr als nur mit Mindestraten
plan-saved-never = nur mit Mindestraten endete es nie
plan-refused = Dieser Plan kann nicht aufgehen
plan-refused-too = geht nicht auf, aus demselben Grund
plan-change = Zu ändern:
plan-field-minimum_minor = die Mindestrate von { $debt }
plan-field-minimum = die Mindestrate von { $debt }
plan-field-apr = der Zinssatz von { $debt }
plan-field-balance_minor = der Stand von { $debt }
plan-field-due_day = der Fälligkeitstag von { $debt }
plan-field-fee_minor = die Gebühr von { $debt }
plan-field-debt = { $debt }
plan-field-extra_minor = der Zusatzbetrag im Monat, oben
plan-field-budgets = das Budget, unten
plan-field-lump_sums = die Sonderzahlungen, unten
plan-field-order = deine eigene Reihenfolge
plan-agreed-same = Vereinbart am { $on }: schuldenfrei am { $day }. Die letzte Zahlung fällt noch auf diesen Tag.
plan-agreed-stands = Vereinbart am { $on }: schuldenfrei am { $day }, und dabei bleibt es.
plan-agreed-now = Vereinbart am { $on }: schuldenfrei am { $day }. Wie es steht: { $now }.
plan-agreed-lost = Vereinbart am { $on }: schuldenfrei am { $day }. Wie es steht, ist das nicht zu halten.
plan-by-day = Auf den Tag gerechnet:
plan-draft = Ein Entwurf: Nichts wird behalten, bis du ihm folgst; wer geht, vergisst ihn.
plan-draft-over = Ein Entwurf neben dem Plan, dem du folgst; wer geht, vergisst ihn.
plan-discard = Entwurf verwerfen
plan-follow = Diesem Plan folgen
plan-followed = Du folgst diesem Plan. Was du änderst, ist ein Entwurf.
plan-again-help = Um von heute an zu messen statt von jenem Tag:
plan-again = Zustimmen, wie es steht
plan-extra = Zusätzlich im Monat, { $currency }
plan-extra-slide = Zusätzlich im Monat, über die Mindestraten hinaus
plan-extra-frozen = Nur mit Mindestraten wird nicht mehr gezahlt.
plan-extra-budgeted = Vom Tag des ersten Budgets an sagt das Budget alles Geld eines Monats, und der Zusatzbetrag spielt keine Rolle.
plan-amount-wrong = schreibe einen Betrag, etwa { $example }
plan-chart = Offen im Lauf der Zeit
plan-chart-alt = offen im Lauf der Zeit, schuldenfrei am { $day }
plan-chart-table = was am Ende jedes Monats offen ist
plan-chart-caption = offen am Ende jedes Monats des Plans, in { $currency }
plan-chart-free = schuldenfrei am { $day }
plan-chart-at = { $day }: { $total } { $currency } offen ({ $each })
plan-chart-hint = Zeige auf das Bild oder gehe mit den Pfeiltasten daran entlang; T zeigt die Zahlen.
plan-chart-rest = { $count } kleinere
plan-chart-agreed = wie vereinbart
plan-chart-actual = wie es kam
plan-of-draft = nach dem Entwurf
plan-axis-owed = offen, { $currency }
plan-axis-time = Monatsende
plan-today = heute
plan-day = Tag
plan-debt = Schuld
plan-state = Wie es steht
plan-strategies = Strategien mit diesem Geld
plan-strategy = Strategie
plan-column-months = Monate
plan-column-free = Schuldenfrei
plan-column-interest = Zinsen, { $currency }
plan-column-saved = Gespart, { $currency }
plan-column-win = Erste Schuld getilgt
plan-win = { $debt }, { $day }
strategy-avalanche = Lawine
strategy-avalanche-does = höchster Zinssatz zuerst
strategy-snowball = Schneeball
strategy-snowball-does = kleinster Betrag zuerst
strategy-shortest_term = Kürzeste Laufzeit
strategy-shortest_term-does = was die Mindestrate am ehesten beendet, zuerst
strategy-highest_utilisation = Höchste Auslastung
strategy-highest_utilisation-does = was dem Rahmen am nächsten ist, zuerst
strategy-hybrid = Gemischt
strategy-hybrid-does = die wenigen kleinsten zuerst, dann der höchste Zinssatz
strategy-custom = Eigene Reihenfolge
strategy-custom-does = wie du sie ordnest
strategy-minimums_only = Nur Mindestraten
strategy-minimums_only-does = nicht mehr, als die Gläubiger verlangen
plan-smallest = wie viele kleinste zuerst
plan-order = Die Reihenfolge, in der getilgt wird
plan-order-lead = Ziehe die Schulden in deine Reihenfolge, oder bewege die im Fokus mit Alt und den Pfeiltasten.
plan-more = Ein wenig mehr
plan-one-more = Mehr im Monat, { $currency }
plan-one-more-does = { $months ->
    [0] Im selben Monat fertig
    [one] Einen Monat früher fertig
   *[other] { $months } Monate früher fertig
  }, am { $day }, mit { $amount } weniger Zinsen.
plan-one-more-nothing = Es ändert nichts.
plan-one-more-none = Dieser Plan nimmt nicht mehr.
plan-lump = Eine Summe jetzt, { $currency }
plan-lump-hint = Schreibe einen Betrag, um zu sehen, wo er am meisten bewirkt.
plan-lump-to = Geht an
plan-lump-saves = Spart, { $currency }
plan-lump-sooner = Monate früher
plan-lump-best = am besten
plan-money = Das Geld
plan-rollover = Frei gewordene Mindestraten fließen weiter
plan-rollover-does = Ist eine Schuld getilgt, geht ihre Mindestrate an die nächste; ohne dies bleibt das Geld bei dir.
plan-lumps = Summen, die einmal kommen
plan-lump-day = Am
plan-lump-amount = Betrag, { $currency }
plan-lump-any = nach Strategie
plan-lump-for = an { $debt }
plan-lump-over = vorbei
plan-lump-early = der Plan beginnt am { $day }
plan-lump-add = Summe hinzufügen
plan-budgets = Ein Monatsbudget, das sich ändert
plan-budgets-does = Alles Geld eines Monats samt Mindestraten, von einem Tag an; anstelle von Mindestraten und Zusatzbetrag.
plan-budget-day = Ab
plan-budget-amount = Im Monat, { $currency }
plan-budget-from = ab { $day }
plan-budget-twice = von diesem Tag an gibt es schon ein Budget
plan-budget-add = Budget hinzufügen
plan-take = { $amount } vom { $day } entfernen
plan-order-of-month = Wie ein Monat verläuft
plan-month-accrue = Zinsen und Gebühren kommen zu jeder offenen Schuld, auf den Cent gerundet.
plan-month-minimums = Jede Mindestrate wird gezahlt, nie mehr, als offen ist.
plan-month-rest = Das übrige Geld des Monats geht an das Ziel der Strategie.
plan-month-cascade = Was das Ziel nicht mehr braucht, geht im selben Monat an das nächste.
plan-month-ties = Stehen zwei Schulden gleich, kommt der kleinere Betrag zuerst, dann der Name, dann die Kennung: Dieselben Schulden ergeben immer denselben Plan.
plan-calendar = Zahlungen
plan-calendar-total = zusammen { $amount } { $currency }
plan-calendar-alt = Zahlungen im { $month }
plan-calendar-table = die Zahlungen des Monats
plan-calendar-none = keine Zahlung in diesem Monat
plan-day-none = { $day }: keine Zahlung
plan-day-sum = Zusammen { $amount }.
plan-day-more = und { $count } weitere
plan-payment = { $debt } { $amount }, { $state }
plan-payment-amount = Zahlung, { $currency }
payment-due = fällig
payment-paid = gezahlt
payment-short = zu wenig: nur { $amount } kamen
payment-missed = ausgefallen
payment-unknown = gilt als gezahlt, das Kassenbuch reicht noch nicht so weit
payment-assumed = gilt als gezahlt
payment-planned = geplant
payment-last = die letzte
plan-schedule = Zahlungsplan
plan-save-schedule = Den ganzen Zahlungsplan als { $format } speichern
plan-save-chart = Das Bild als { $format } speichern
plan-freed = frei gewordene Mindestraten
plan-freed-goes = { $debt } ist getilgt; die { $amount } gehen an { $to }.
plan-freed-goes-some = { $debt } ist getilgt; die Mindestrate geht an { $to }.
plan-freed-stays = { $debt } ist getilgt; die { $amount } im Monat bleiben bei dir.
plan-freed-stays-some = { $debt } ist getilgt; die Mindestrate bleibt bei dir.
plan-freed-done = { $debt } ist getilgt, und damit die letzte Schuld.
plan-switch = Was wäre, wenn: ein Kredit anstelle anderer
plan-switch-name = Neuer Kredit
plan-switch-debts = Schulden, die er ablöst
plan-switch-rate = Zinssatz, % im Jahr
plan-switch-rate-wrong = schreibe einen Zinssatz in Prozent, von 0 bis 1000
plan-switch-cost = Ihn zu nehmen kostet, { $currency }
plan-switch-by = Bekannt ist
plan-switch-by-months = die Laufzeit
plan-switch-by-payment = die Rate
plan-switch-months = Laufzeit, Monate
plan-switch-months-wrong = schreibe eine ganze Zahl von Monaten
plan-switch-payment = Seine Rate im Monat, { $currency }
plan-switch-same = Weiter so viel im Monat zahlen wie bisher, auch wenn der neue Kredit weniger verlangt
plan-switch-none = Wähle mindestens eine Schuld.
plan-switch-hint = Schreibe den angebotenen Zinssatz, um zu sehen, was sich änderte. Nichts wird behalten.
plan-switch-figure = Zahl
plan-switch-before = Wie geplant
plan-switch-after = Mit dem neuen Kredit
plan-switch-interest = Zinsen, { $currency }
plan-switch-fees = Gebühren und Kosten, { $currency }
plan-switch-paid = Insgesamt gezahlt, { $currency }
plan-switch-first = Erster Monat, { $currency }
plan-switch-saves = { $amount } { $currency } gespart,
plan-switch-costs-more = { $amount } { $currency } mehr zu zahlen,
plan-switch-sooner = { $count ->
    [one] einen Monat früher.
   *[other] { $count } Monate früher.
  }
plan-switch-later = { $count ->
    [one] einen Monat später.
   *[other] { $count } Monate später.
  }
plan-switch-same-time = in derselben Zeit.
plan-switch-even = { $count ->
    [one] Nach einem Monat hat er sich bezahlt gemacht.
   *[other] Nach { $count } Monaten hat er sich bezahlt gemacht.
  }
plan-switch-never = Er macht sich nie bezahlt.

# Warum sich der Tag der Schuldenfreiheit verschoben hat
moved-days = { $days } { $count ->
    [one] Tag
   *[other] Tage
  }
moved-of = { $debt }: { $said }
moved-part = { $said } ({ $by })
moved-not = { $day }, wie vereinbart
moved-calendar = der Plan neu gezählt
moved-missed = { $count ->
    [1] eine Zahlung ausgefallen
   *[other] { $count } Zahlungen ausgefallen
  }
moved-short = { $amount } zu wenig gezahlt
moved-over = { $amount } mehr gezahlt
moved-fee = { $count ->
    [1] Gebühr von { $amount }
   *[other] { $count } Gebühren von zusammen { $amount }
  }
moved-charge = { $count ->
    [1] neue Belastung von { $amount }
   *[other] { $count } neue Belastungen von zusammen { $amount }
  }
moved-interest = Zinsen und Korrekturen von { $signed }
moved-rate = anderer Zinssatz
moved-terms = andere Bedingungen
moved-added = neu, { $amount }
moved-removed = nicht mehr im Plan, { $amount }
moved-money = { $signed } im Monat
moved-plans = andere Sonderzahlungen oder ein anderes Budget
moved-strategy = andere Reihenfolge

# The tray, quick add, and this computer.
tray-locked = PocketSage: die Datei ist gesperrt
tray-open-today = { $count ->
    [0] heute nichts offen
    [one] { $count } Gewohnheit heute offen
   *[other] { $count } Gewohnheiten heute offen
  }
tray-more-habits = { $count } weitere unter Heute
tray-measured = { $name }: { $amount } von { $target } { $unit }
tray-reminder = { $time } { $name }
tray-inbox = { $count ->
    [0] nichts im Eingang
   *[other] { $count } im Eingang
  }
tray-quick = Umsatz schnell eintragen…
tray-open = PocketSage öffnen
tray-lock = Datei sperren
tray-quit = Beenden
quick-title = Schnell eintragen
quick-label = Was war es?
quick-placeholder = 12,50 Kaffee @bar gestern
quick-hint = @Konto #Kategorie, ein Plus für Einnahmen; Enter trägt ein, { $mod }Enter trägt ein und bleibt, Esc schließt
quick-understood = verstanden
quick-part-amount = Betrag
quick-part-currency = Währung
quick-part-payee = Empfänger
quick-part-account = Konto
quick-part-category = Kategorie
quick-part-day = Tag
quick-guess-last_account = das zuletzt benutzte
quick-guess-only_account = das einzige
quick-guess-its_currency = nach der Währung
quick-guess-in_sight = das gezeigte
quick-guess-as_last_time = wie beim letzten Mal
quick-guess-today = heute
quick-guess-nearest_day = der nächstliegende
quick-guess-thousands = als Tausender gelesen
quick-guess-converted = zum Kurs des Tages
quick-trouble-no_amount = Einen Betrag angeben, etwa 12,50.
quick-trouble-too_many_decimals = { $about } hat weniger Nachkommastellen als dieser Betrag.
quick-trouble-too_large = Dieser Betrag ist zu groß, um wahr zu sein.
quick-trouble-no_account = Das Konto angeben, etwa @{ $first }: { $list }.
quick-trouble-no_account-none = Zuerst ein Konto anlegen.
quick-trouble-unknown = Nichts beginnt mit „{ $about }“. Es gibt { $list }.
quick-trouble-unknown-none = Davon gibt es noch nichts.
quick-trouble-ambiguous = „{ $about }“ kann { $list } sein: mehr davon schreiben.
quick-trouble-twice = „{ $about }“ ist eins zu viel: nur eins nennen.
quick-trouble-no_rate = Für diesen Tag ist kein Kurs von { $about } bekannt: den abgerechneten Betrag schreiben oder ein anderes Konto wählen.
quick-added = { $label } eingetragen
quick-locked = Die Datei ist gesperrt.
quick-absent = Es gibt noch keine Datei.
closing-title = PocketSage weiterlaufen lassen?
closing-text = Im Infobereich bleibt es zur Hand: Gewohnheiten abhaken, schnell eintragen, Erinnerungen. Die Datei sperrt sich wie sonst auch. In den Einstellungen lässt sich das ändern.
closing-stay = Im Infobereich behalten
closing-quit = Beenden
settings-computer = Dieser Computer
computer-close = Wenn das Fenster geschlossen wird
computer-close-ask = fragen
computer-close-stay = im Infobereich weiterlaufen
computer-close-quit = beenden
computer-no-tray = Dieser Desktop zeigt keine Symbole von Programmen; das Fenster zu schließen beendet daher.
computer-autostart = Beim Anmelden starten
computer-autostart-help = verborgen, im Infobereich
computer-keys = Tasten für das schnelle Eintragen
computer-keys-none = keine; quick_add_keys setzen
computer-keys-taken = { $keys }: das System hat sie uns nicht gegeben; quick_add_keys auf andere setzen
command-profiles = Dateiarten bearbeiten
command-rates = Wechselkurse bearbeiten
profiles-lead = Was von jeder Art von Datei gemerkt ist, die neueste zuerst.
profiles-empty = Noch ist keine Datei hereingekommen. Wie jede Art gelesen wird und wohin ihre Zeilen gehen, merkt sich PocketSage von der ersten an; hier steht es.
profiles-empty-more = Nichts einzurichten: eine Datei hereinholen und einmal beantworten, was sie offen lässt.
profile-key-forget = vergessen
profile-files = { $count } { $count ->
    [one] Datei
   *[other] Dateien
  }
profile-into-file = wie jede Datei es sagt
profile-until = bis { $day }
profile-chosen = Wie sie gelesen wird, haben Sie festgelegt.
profile-found = Wie sie gelesen wird, wurde in der Datei gefunden.
profile-account = Zeilen gehen in
profile-account-help = Eine Datei, die eines Ihrer Konten mit seiner Nummer nennt, geht dorthin.
profile-currency = Währung der Zeilen, die keine nennen
profile-due = Wie oft eine fällig ist
profile-due-usual = wie üblich: { $days ->
    [one] jeden Tag
   *[other] alle { $days } Tage
  }
profile-due-learn = aus den Dateien gelernt
profile-due-said = alle so viele Tage
profile-due-none = nie
profile-due-days = Tage zwischen zwei Dateien
profile-due-wrong = eine Zahl von Tagen schreiben, etwa 30
profile-due-never = keine erwartet
profile-due-unknown = noch kein Rhythmus
profile-due-on = nächste bis { $day }, { $days ->
    [one] jeden Tag
   *[other] alle { $days } Tage
  }
profile-due-since = fällig seit { $day }, { $days ->
    [one] jeden Tag
   *[other] alle { $days } Tage
  }
profile-columns = Spalten und was sie bedeuten
profile-forget = Vergessen
profile-forget-help = Die nächste Datei dieser Art wird neu angesehen, und was sie offen lässt, wird gefragt. Was hereinkam, bleibt.
view-rates = Wechselkurse
rates = Wechselkurse
rates-lead = Damit finden sich Umbuchungen zwischen Konten in verschiedenen Währungen. Für die Kurse vieler Jahre die Kursdatei der Europäischen Zentralbank auf das Fenster ziehen.
rates-empty = Noch keine Wechselkurse. Mit ihnen finden sich Umbuchungen zwischen Konten in verschiedenen Währungen.
rates-drop = Die Datei der Europäischen Zentralbank hierher ziehen: eurofxref-hist.csv oder ihr Zip. Oder einen Kurs eingeben.
rates-newest = die neuesten { $count }
rate-new = Neuer Kurs
rate-pair = 1 { $base } in { $quote }
rate-base = Eins von
rate-quote = in
rate-day = Tag
rate-one = Was 1 { $base } in { $quote } wert ist
rate-set = Kurs setzen
rate-wrong = einen Kurs schreiben, etwa { $example }
rate-change-of = Kurs vom { $day } ändern
rate-remove-of = Kurs vom { $day } entfernen
rate-source-typed = eingegeben
rate-source-file = aus einer Datei
rate-source-transfer = aus einer Umbuchung
reason-rate = zum Tageskurs { $rate }, { $off } daneben
transfer-came = { $amount } angekommen { $day }
import-rates = { $total } Wechselkurse von { $currencies } { $currencies ->
    [one] Währung
   *[other] Währungen
  }, { $first } bis { $last }: { $fresh } neu, { $known } schon bekannt
import-add-rates = { $count } { $count ->
    [one] Kurs
   *[other] Kurse
  } hinzufügen
import-no-new-rates = Jeder Kurs ist schon bekannt.
result-rates = { $total } { $total ->
    [one] Wechselkurs
   *[other] Wechselkurse
  }: { $added } hinzugefügt, { $known } schon bekannt
result-rates-days = { $count } { $count ->
    [one] Währung
   *[other] Währungen
  }, { $first } bis { $last }
result-show-rates = Wechselkurse zeigen
