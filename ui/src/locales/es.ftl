# Las palabras de la pantalla.
skip = Ir al contenido
rooms = secciones
room-today = Hoy
room-ledger = Libro
room-debts = Deudas
room-imports = Importaciones
room-habits = Hábitos
room-settings = Ajustes
find = Buscar
lock = Bloquear
close = Cerrar
yes = sí
no = no
save = Guardar
cancel = Cancelar
undo = Deshacer
redo = Rehacer
undone = deshecho: { $label }
redone = rehecho: { $label }
notices = avisos
total = total
no-match = nada coincide
uncategorised = sin categoría
try-again = Reintentar
unreachable-title = PocketSage no responde
unreachable-token = Esta dirección necesita el token que mostró `pocketsage serve`. Abre la dirección completa.
first-title = Tu archivo
first-lead = Todo lo que anotes queda en un solo archivo cifrado en este equipo. Sin cuenta y sin red.
first-passphrase-title = Protegerlo con una frase de paso
first-forgotten = Si olvidas la frase de paso, nadie podrá abrir el archivo: ni tú ni nosotros. Anótala y guárdala bien.
first-create = Crear el archivo
first-keychain-title = O deja la clave en el llavero del sistema
first-keychain-lead = El archivo se abre cuando has iniciado sesión en este equipo. En otro equipo no se puede abrir sin ese llavero.
first-keychain = Usar el llavero
first-demo-title = O mira primero
first-demo-lead = Un archivo desechable con un hogar inventado. Nada de lo que hagas se guarda.
first-demo = Mirar con datos de ejemplo
first-path = El archivo será { $path }
passphrase = Frase de paso
passphrase-help = unas palabras que solo tú juntarías
passphrase-again = La misma otra vez
passphrase-differs = las dos no son iguales
passphrase-show = mostrar lo que escribo
passphrase-current = Frase de paso actual
passphrase-new = Frase de paso nueva
passphrase-changed = frase de paso cambiada
strength-short = demasiado corta: al menos ocho caracteres
strength-weak = débil: una máquina la adivina en horas
strength-fair = aceptable: una palabra más la hace fuerte
strength-strong = fuerte
locked-title = Tu archivo está bloqueado
locked-unlock = Desbloquear
locked-opening = Abriendo…
locked-keychain = Desbloquear con el llavero
locked-key-file = Desbloquear con el archivo de clave
demo-bar = datos de ejemplo: nada de esto se guarda
demo-leave = Empezar tu archivo
palette = Buscar o hacer cualquier cosa
palette-placeholder = una orden, una cuenta, un beneficiario, una categoría, cualquier texto…
palette-commands = órdenes
palette-accounts = cuentas
palette-categories = categorías
palette-payees = beneficiarios
palette-transactions = movimientos
palette-none = no se encontró nada
command-go = Ir a { $room }
command-new-transaction = Nuevo movimiento
command-add-account = Añadir una cuenta
command-choose-files = Elegir archivos
command-paste-box = Pegar una tabla
command-spending = Gráfico de gastos
command-categories = Editar categorías
command-payees = Editar beneficiarios
command-uncategorised = Mostrar movimientos sin categoría
command-history = Historial
command-passphrase = Cambiar la frase de paso
command-household = Hogar y moneda
command-lock = Bloquear el archivo ahora
command-theme = Tema: { $name }
command-density = Filas: { $name }
command-language = Idioma: { $name }
keys-title = Teclas
keys-anywhere = En cualquier sitio
keys-register = En el registro
keys-row = En una fila
key-close = cerrar lo abierto
key-far = al final de la fila o de la página
key-select-all = seleccionar todas las filas leídas
key-palette = buscar o hacer cualquier cosa
key-rooms = ir a una sección
key-search = buscar
key-paste = importar una tabla copiada
key-help = Mostrar las teclas
key-move = moverse por el registro
key-edit = editar la celda
key-next = celda siguiente
key-cancel = dejar la fila como estaba
key-save = guardar la fila
key-category = poner la categoría de la fila
key-select = seleccionar filas
key-delete = quitar la fila o las seleccionadas
conflict-title = Alguien fue más rápido
conflict-lead = Esto se cambió en otro sitio desde que lo abriste. ¿Qué versión debe quedar?
conflict-lead-act = Esto se cambió en otro sitio desde que lo miraste. Así está ahora:
conflict-act = Hacerlo de todos modos
conflict-closed = cerrada el
conflict-field = campo
conflict-mine = con tu cambio
conflict-theirs = como está ahora
conflict-keep-mine = Quedarme con la mía
conflict-keep-theirs = Dejar como está
view-register = Registro
view-spending = Gastos
view-categories = Categorías
view-payees = Beneficiarios
accounts = Cuentas
accounts-all = Todas las cuentas
accounts-show-closed = Mostrar { $count } cerradas
accounts-hide-closed = Ocultar cerradas
account-add = Añadir una cuenta
account-add-own = o añadir una cuenta a mano
account-edit = Editar { $name }
account-edit-title = Cuenta
account-name = Nombre
account-kind = Tipo
account-currency = Moneda
account-opening = Saldo inicial
account-number = Número o IBAN
account-number-help = para que un archivo encuentre su cuenta
account-close = Cerrar la cuenta
account-reopen = Reabrir la cuenta
kind-cash = efectivo
kind-checking = cuenta corriente
kind-savings = ahorro
kind-card = tarjeta
kind-loan = préstamo
kind-investment = inversión
kind-asset = bien
register = registro
register-empty-file = Suelta un archivo del banco en la ventana y estará en el libro.
register-empty = Todavía no hay movimientos.
register-empty-filter = Ningún movimiento coincide con el filtro.
column-select = seleccionado
column-day = día
column-account = cuenta
column-payee = beneficiario
column-category = categoría
column-memo = nota
column-amount = importe
column-balance = saldo
column-status = estado
column-line = línea
column-column = columna
column-reason = motivo
column-raw = tal como está en el archivo
column-state = situación
column-when = cuándo
column-file = archivo
selected-yes = seleccionado
selected-no = sin seleccionar
selected-count = { $count } { $count ->
    [one] seleccionado
   *[other] seleccionados
  }
selection = selección
selection-categorise = Poner la categoría de { $count } { $count ->
    [one] fila
   *[other] filas
  }
selection-clear = Quitar la selección
selection-remove = Quitar { $count } { $count ->
    [one] fila
   *[other] filas
  }
removed-rows = { $count ->
    [one] quitada { $count } fila
   *[other] quitadas { $count } filas
  }
status-pending = pendiente
status-booked = anotado
status-cleared = comprobado
status-reconciled = conciliado
error-day = escribe un día, como { $example }
error-account = elige una cuenta
error-amount-empty = escribe un importe
error-amount-form = esto no es un importe
error-amount-digits = demasiados decimales para esta moneda
error-amount-size = este importe es demasiado grande
filter = filtro
filter-text = Buscar texto
filter-any-category = cualquier categoría
filter-any-status = cualquier estado
filter-more = Más filtros
filter-from = desde
filter-to = hasta
filter-min = como mínimo
filter-max = como máximo
filter-batch = una importación
filter-clear = Quitar el filtro
totals = totales de las filas filtradas
totals-rows = { $count } { $count ->
    [one] fila
   *[other] filas
  }
totals-in = entradas
totals-out = salidas
totals-transfers = traspasos
totals-net = neto
chart-range = Periodo
range-3 = 3 meses
range-6 = 6 meses
range-12 = 12 meses
range-24 = 24 meses
range-year = este año
range-last-year = el año pasado
range-own = desde … hasta …
chart-png = Guardar PNG
chart-svg = Guardar SVG
chart-saved = guardado { $name }
chart-alt = gastos por mes y categoría, de { $from } a { $to }; las cifras están en la tabla de abajo
chart-table = las cifras del gráfico
chart-caption = gastos por mes, en { $currency }
chart-empty = No hay gastos en este periodo.
chart-empty-do = Abrir el registro
categories-empty = Todavía no hay categorías: escribe arriba la primera.
category-new = Categoría nueva
category-add = Añadir
category-show-archived = mostrar { $count } archivadas
category-transfers = traspasos
category-transfer = Traspasos entre cuentas propias: ni ingreso ni gasto
category-transfer-above = Está dentro de { $name }, que contiene traspasos.
category-archived = archivada
category-show = mostrar { $count } { $count ->
    [one] movimiento
   *[other] movimientos
  } de { $name }
category-name = Nombre
category-rename = Cambiar el nombre
category-below = Categoría nueva debajo
category-move-under = Mover debajo de
category-top = (nivel superior)
category-move = Mover
category-merge-into = Fusionar con
category-merge = Fusionar
category-archive = Archivar
category-restore = Sacar del archivo
payees-empty = Todavía no hay beneficiarios: llegan con los movimientos.
payees-search = Buscar beneficiarios
payees-first = Los primeros { $count }; busca los demás.
payee-name = Nombre
payee-merge-into = Fusionar con
payee-merge-effect = { $count } { $count ->
    [one] movimiento pasará
   *[other] movimientos pasarán
  } a { $name }.
imports-empty = Suelta un archivo del banco en la ventana, elige uno o pega una tabla.
bank-files = Archivos del banco
file-kinds = CSV, Excel (XLSX, XLS), OFX, QFX, QIF, CAMT (también en ZIP), MT940 u otro texto con columnas
pasted = tabla pegada
file-unreadable = no se puede leer { $name }
drop-here = Suelta para importar
paste-label = Pega filas de la página del banco o de una hoja
paste-help = con la fila de encabezado si la hay
paste-preview = Mostrar la vista previa
import-reading = leyendo el archivo…
import-counts = { $total } { $total ->
    [one] fila
   *[other] filas
  }: { $fresh } nuevas, { $known } ya conocidas, { $rejected } rechazadas
import-remembered = leído como la última vez
import-into = En
import-into-several = las { $count } cuentas del archivo
import-into-new = cuenta nueva: { $name }
import-into-file = como dice el archivo
import-into-other = una cuenta nueva llamada…
import-add = Importar { $count } { $count ->
    [one] fila
   *[other] filas
  }
import-nothing-new = Todas las filas ya están en el libro o no se pueden leer.
import-put-away = Apartar
import-done = Listo
import-read-again = Leer de nuevo
import-cancelled = cancelado: no se guardó nada
questions = preguntas sobre este archivo
question-as-guessed = Es correcto
question-answer = respuesta
remark-currency = elige la cuenta de destino: vale su moneda
remark-first = vale la primera; compara los días de abajo
remark-assumed = El archivo no nombra moneda: se supone { $currency }, la de la cuenta.
fee-ignore = Dejar fuera la comisión
note-line = línea { $line }: { $message }
question-set = Poner
layout = Cómo se leyó
layout-encoding = Codificación
layout-delimiter = Entre celdas
layout-header = Encabezado en línea
layout-day = Días
layout-decimal = Signo decimal
layout-sign = Signo
layout-columns = columnas y qué significan
layout-column = significado de la columna { $name }
layout-refused = El archivo necesita un día y un importe: elige antes otra columna para ello.
delimiter-comma = coma
delimiter-semicolon = punto y coma
delimiter-tab = tabulador
delimiter-bar = barra
delimiter-other = otro
day-format-ymd = año primero
day-format-dmy = día primero
day-format-mdy = mes primero
day-format-month_name = mes en letras
day-format-month_day = mes y día, sin año
day-format-day_month = día y mes, sin año
decimal-comma = coma decimal
decimal-point = punto decimal
sign-normal = menos es dinero que sale
sign-inverted = más es dinero que sale
meaning-none = (sin uso)
meaning-day = día
meaning-amount = importe
meaning-debit = salida
meaning-credit = entrada
meaning-direction = entrada o salida, en letras
meaning-description = descripción
meaning-day_fallback = otro día
meaning-fee = comisión
meaning-payee = beneficiario
meaning-memo = nota
meaning-external_id = identificador del banco
meaning-currency = moneda
meaning-currency_fallback = otra moneda
meaning-balance = saldo
meaning-account = cuenta
meaning-category = categoría
meaning-status = estado
preview-rows = filas como se guardarán
preview-caption = las primeras { $shown } de { $total }, como se guardarán
preview-sums = entradas { $income } · salidas { $expense } · neto { $net } { $currency }
state-new = nueva
state-known = ya conocida
rejected-rows = { $count } { $count ->
    [one] línea rechazada
   *[other] líneas rechazadas
  }
progress = progreso
progress-start = empezando…
progress-count = { $done } de { $total }
progress-rate = { $rate } por segundo
progress-left = faltan { $seconds } s
result = { $total } { $total ->
    [one] fila
   *[other] filas
  }: { $added } añadidas, { $known } ya conocidas, { $matched } emparejadas, { $rejected } rechazadas
result-show = Mostrar en el libro
result-batch = Sobre esta importación
batches = Importaciones hasta ahora
batch-accounts = { $count } cuentas
batches-back = Todas las importaciones
batch-undone = deshecha
batch-undo = Deshacer esta importación
batch-set-aside = { $count } { $count ->
    [one] línea apartada
   *[other] líneas apartadas
  }: sin movimiento
folders = Carpetas vigiladas
folders-empty = Vigile la carpeta donde se guardan los archivos de su banco: cada uno nuevo se importa solo mientras su archivo está abierto. No se adivina nada: un archivo que deja algo abierto le espera.
folders-elsewhere = Una carpeta se añade en la ventana de PocketSage o con una orden en este equipo:
folder-add = Vigilar una carpeta
folder-start = Vigilarla
folder-path = Carpeta
folder-path-help = Los archivos de las carpetas interiores no se tocan.
folder-choose = Elegir…
folder-choose-archive = Elegir la carpeta a la que se mueven los archivos
folder-account = Las filas van a
folder-into = a { $name }
folder-into-file = a la cuenta que sugiera cada archivo
folder-archive = Después, mover los archivos a
folder-archive-help = Vacío los deja donde están. Si falta la carpeta, se crea.
folder-then = después se mueven a { $path }
folder-watching = vigilada
folder-paused = en pausa
folder-missing = no está
folder-unreadable = no se puede leer
folder-pause = Pausar
folder-pause-this = Pausar { $path }
folder-resume = Reanudar
folder-resume-this = Reanudar { $path }
folder-change = Cambiar
folder-change-this = Cambiar { $path }
folder-remove = Quitar
folder-remove-this = Dejar de vigilar { $path }
folder-last = Último: { $name }, { $outcome }, { $when }
folder-files = Archivos vistos
folder-files-of = archivos vistos en { $path }
folder-unsettled = { $count } { $count ->
    [one] necesita una mirada
   *[other] necesitan una mirada
  }
seen-outcome = Qué pasó con él
seen-added = importado
seen-known = ya conocido
seen-asks = le pregunta algo
seen-waiting = se intenta de nuevo
seen-failed = no importado
seen-gone = retirado
seen-open = Abrir { $name }
count-added = añadidas
count-known = conocidas
count-matched = emparejadas
count-rejected = rechazadas
inbox = Bandeja
inbox-empty = Nada te espera.
inbox-empty-next = Importa el próximo extracto: lo que parezca duplicado o un traspaso, no tenga categoría o no se pueda leer esperará aquí.
inbox-need-you = { $count } { $count ->
    [one] cosa te espera
   *[other] cosas te esperan
  }
inbox-same = Posibles duplicados
inbox-transfer = Traspasos entre tus cuentas
inbox-corrected = Correcciones del banco
inbox-vanished = Pagos pendientes que ya no están
inbox-lonely = Traspasos sin su otro lado
inbox-unread = Importaciones con filas ilegibles
inbox-guessed = Importaciones leídas con una suposición
inbox-late = Extractos que faltan
inbox-uncategorised = Sin categoría
need-same = { $count } { $count ->
    [one] posible duplicado
   *[other] posibles duplicados
  }
need-transfer = { $count } { $count ->
    [one] traspaso
   *[other] traspasos
  }
need-corrected = { $count } { $count ->
    [one] corrección
   *[other] correcciones
  }
need-unread = { $count } { $count ->
    [one] importación
   *[other] importaciones
  } por mirar
need-late = { $count ->
    [one] falta
   *[other] faltan
  } { $count } { $count ->
    [one] extracto
   *[other] extractos
  }
need-uncategorised = { $count } sin categoría
need-vanished = { $count } { $count ->
    [one] pago pendiente que ya no está
   *[other] pagos pendientes que ya no están
  }
need-lonely = { $count } { $count ->
    [one] traspaso sin su otro lado
   *[other] traspasos sin su otro lado
  }
need-guessed = { $count } { $count ->
    [one] importación leída
   *[other] importaciones leídas
  } con una suposición
inbox-of = { $shown } de { $count }
inbox-show-all = ver todas en el libro
inbox-more = aparecen más al resolver estos
inbox-key-move = moverse
inbox-key-accept = aceptar
inbox-key-refuse = rechazar
inbox-key-category = elegir categoría
inbox-key-open = abrir
inbox-key-certain = aceptar todo lo seguro
inbox-certain = Aceptar los { $count } seguros
inbox-certain-why = Desde { $score } puntos: mismo importe, reconocido por día y palabras, y nada más encaja. Deshacer una vez lo revierte todo.
inbox-all-fine = Dejar los { $count } como están
inbox-all-fine-why = No se vuelve a preguntar por ellos. Deshacer una vez los trae de vuelta.
inbox-remove = Quitar
inbox-keep-it = Conservar
inbox-fine = Está bien así
inbox-right = Es correcto
inbox-dismiss = Descartar
lonely-names = nombra { $name }, y allí no ha llegado nada que encaje
lonely-category = { $category } contiene traspasos, y ninguna cuenta tuya tiene el otro lado
vanished-why = estaba pendiente; los archivos llegados desde entonces ni lo listan ni lo registran
batch-refuse = Rechazar sus { $count } propuestas
reason-rivals = { $value ->
    [one] otra encaja también
   *[other] otras { $value } encajan también
  }
inbox-join = Unir
inbox-keep-both = Dejar ambas
inbox-link = Enlazar
inbox-keep-apart = Separar
inbox-take-bank = La del banco
inbox-keep-mine = La mía
inbox-seen = Dar por vista
inbox-accept = Aceptar
inbox-other = Otra
inbox-choose = Elegir
inbox-as-before = — como { $seen } de { $of } antes
inbox-late-since = sin extracto de { $name } desde { $day }; solía llegar cada { $days } { $days ->
    [one] día
   *[other] días
  }
inbox-guesses = { $count } { $count ->
    [one] observación
   *[other] observaciones
  }
inbox-score = { $score } de 100: { $reasons }
reason-amount = mismo importe
reason-amount_near = importes a { $amount } de distancia
reason-days = { $value ->
    [0] mismo día
    [one] { $value } día de diferencia
   *[other] { $value } días de diferencia
  }
reason-words = palabras { $value } % iguales
reason-number = mismo número en ambas
reason-account = una nombra la cuenta de la otra
reason-transfer_word = una dice traspaso
side-typed = escrita por ti
side-pending = estaba pendiente
side-other-file = de otro archivo
side-new = del banco
side-mine = la tuya
side-bank = la del banco
transfer-into = a
transfer-from = de
transfer-arrived = llegó el { $day }
result-matched = { $count } { $count ->
    [one] coincidió con una fila escrita a mano y se unió
   *[other] coincidieron con filas escritas a mano y se unieron
  } a ella.
result-updated = De las conocidas, el banco registró o corrigió { $count } desde entonces.
ignored-rows = { $count } { $count ->
    [one] fila retirada
   *[other] filas retiradas
  }
ignored-lead = Ignoradas: no vuelven cuando el archivo llega otra vez.
ignored-bring = Recuperar
ignored-bring-all = Recuperar las { $count }
command-inbox = Ir a la bandeja
keys-inbox = En la bandeja
quoted = «{ $text }»
command-rules = Editar las reglas
command-rule-row = Hacer una regla de esta fila
selection-rule = Hacer una regla
keys-rules = En la lista de reglas
rules = Reglas
rules-empty = Una regla dice qué se hace con las filas que entran: una categoría, un nombre limpio, una nota, o dejarlas fuera.
rules-empty-more = Cada una se prueba con lo que ya hay antes de que cuente.
rules-order = La más precisa primero: donde valen dos, cuenta ella.
rules-key-move = siguiente, anterior
rules-key-edit = editar
rules-key-pause = pausar, reanudar
rules-key-remove = quitar
rules-key-new = nueva
rules-run = Aplicar a lo pasado
rules-ran = las reglas cambiaron { $count } de { $total } movimientos
rules-ran-none = las reglas miraron { $total } { $total ->
    [one] movimiento
   *[other] movimientos
  }: nada que cambiar
rule = regla
rule-new = Nueva regla
rule-name = Nombre
rule-paused = en pausa
rule-pause = Pausar
rule-resume = Reanudar
rule-remove = Quitar
rule-gone = (ya no existe)
rule-when = Cuando se cumple todo esto
rule-then = Entonces
rule-condition = condición { $number }
rule-condition-add = Añadir una condición
rule-condition-remove = quitar la condición { $number }
rule-action = acción { $number }
rule-action-add = Añadir una acción
rule-action-remove = quitar la acción { $number }
rule-field = qué se mira
rule-field-payee = beneficiario
rule-field-text = texto del banco
rule-field-amount = importe
rule-field-direction = sentido
rule-field-account = cuenta
rule-field-month_day = día del mes
rule-field-weekday = día de la semana
rule-field-day = fecha
rule-field-currency = moneda
rule-how = cómo
rule-how-contains = contiene
rule-how-starts = empieza por
rule-how-ends = termina en
rule-how-is = es
rule-money-in = entra dinero
rule-money-out = sale dinero
rule-words = palabras que se buscan
rule-words-or = o…
rule-value-remove = quitar { $value }
rule-do = qué se hace
rule-do-set_category = categoría
rule-do-set_payee = beneficiario
rule-do-set_memo = nota
rule-do-transfer = traspaso con
rule-do-split = repartir
rule-do-skip = dejar fuera
rule-choose-category = elige una categoría
rule-choose-categories = elige una categoría para cada parte
rule-only-new = Para las filas que entran: lo que ya hay queda como está.
rule-parts = partes
rule-part-rest = el resto
rule-part-size = tamaño
rule-part-unit = unidad
rule-part-add = Añadir una parte
rule-part-remove = quitar la parte { $number }
rule-trial = filas que cambiarían
rule-trial-counts = vale para { $fits } de { $total } { $total ->
    [one] movimiento
   *[other] movimientos
  }, { $changes } cambiarían
rule-trial-more = y { $count } anteriores
rule-trial-wait = Di cuándo, y aquí verás para qué vale.
rule-trial-running = probando con lo que hay…
rule-trial-cancelled = cancelado
rule-trial-again = Probar otra vez
rule-becomes = pasa a ser
rule-save-run = Guardar y cambiar { $count } { $count ->
    [one] movimiento
   *[other] movimientos
  }
rule-said-when = cuando { $conditions }
rule-said-then = entonces
rule-payee-contains = el beneficiario contiene { $values }
rule-payee-starts = el beneficiario empieza por { $values }
rule-payee-ends = el beneficiario termina en { $values }
rule-payee-is = el beneficiario es { $values }
rule-text-contains = el texto del banco contiene { $values }
rule-text-starts = el texto del banco empieza por { $values }
rule-text-ends = el texto del banco termina en { $values }
rule-text-is = el texto del banco es { $values }
rule-amount-span = el importe va de { $from } a { $to }
rule-amount-least = el importe es al menos { $from }
rule-amount-most = el importe es como mucho { $to }
rule-amount-one = el importe es { $from }
rule-direction-in = entra dinero
rule-direction-out = sale dinero
rule-account-is = la cuenta es { $values }
rule-month_day-span = es del día { $from } al { $to } del mes
rule-month_day-one = es el día { $from } del mes
rule-weekday-is = es { $values }
rule-day-span = la fecha va del { $from } al { $to }
rule-day-least = la fecha es el { $from } o después
rule-day-most = la fecha es el { $to } o antes
rule-day-one = la fecha es el { $from }
rule-currency-is = la moneda es { $values }
rule-said-payee = beneficiario { $value }
rule-said-memo = nota { $value }
rule-said-no-memo = sin nota
rule-said-skip = se deja fuera
rule-said-transfer = traspaso con { $value }
rule-said-split = repartido en { $parts }
rule-said-part = { $size } { $category }
rule-said-rest = el resto { $category }
today-empty = Para empezar, suelta un archivo del banco en esta ventana.
today-month = Este mes
today-nothing-yet = Este mes no ha entrado ni salido nada.
today-uncategorised = { $count } { $count ->
    [one] movimiento no tiene
   *[other] movimientos no tienen
  } categoría
today-chart = Gastos de los últimos 12 meses
today-chart-more = cifras y periodos
today-chart-alt = gastos de los últimos 12 meses, en total { $total } { $currency }
today-imports = Últimas importaciones
settings-appearance = Apariencia
settings-household = Hogar
settings-file = Archivo
settings-configuration = Configuración
settings-configuration-lead = Se escriben en config.toml en la carpeta de datos, o como variables de entorno con POCKETSAGE_ y el nombre en mayúsculas; valen desde el próximo inicio.
settings-history = Historial
settings-about = Acerca de

# Recordatorios
settings-reminders = Recordatorios
command-reminders = Recordatorios
today-reminders = Recordatorios
today-reminders-all = todos
actor-schedule = la hora de un recordatorio
reminders-what = Avísame de
reminder-kind-habit = Hábitos, a la hora de cada uno
reminder-kind-bill = Facturas que vencen
reminder-kind-debt = Pagos de deudas que vencen o faltan
reminder-kind-statement = Extractos que no llegan
reminder-kind-charge = Cargos grandes o inusuales y subidas de precio
reminders-at = Hora del día
reminders-at-help = para lo que no tiene hora propia
reminders-bill-days = Días antes de que venza una factura o una deuda
reminders-quiet = Horas de silencio
reminders-quiet-on = No avisar a ciertas horas; lo que toque espera a que acaben
reminders-quiet-from = Desde
reminders-quiet-to = Hasta
reminders-how = Cómo
reminders-desktop = Con notificaciones de este equipo
reminders-email = Por correo, con un servidor propio
reminders-smtp-host = Servidor de correo
reminders-smtp-user = Usuario, si lo pide
reminders-smtp-from = Remitente
reminders-smtp-to = Destinatario
reminders-smtp-port = Puerto
reminders-smtp-security = Cifrado
reminders-security-tls = TLS
reminders-security-starttls = STARTTLS
reminders-security-none = ninguno, un servidor en este equipo
reminders-password = Contraseña
reminders-password-help = se guarda en el llavero del sistema, no en el archivo
reminders-password-is-kept = hay una en el llavero del sistema
reminders-password-in-settings = La contraseña está en los ajustes de este equipo.
reminders-password-keep = Guardar la contraseña
reminders-password-forget = Olvidar la contraseña
reminders-password-kept = contraseña guardada
reminders-password-forgotten = contraseña olvidada
reminders-test = Enviar un correo ahora
reminders-test-later = guarda primero
reminders-test-sent = el servidor aceptó un correo para { $to }
reminders-log = Por avisar y avisado
reminders-log-empty = Nada todavía: pon un recordatorio a un hábito y aparecerá aquí.
reminder-what = qué
reminder-way = medio
reminder-channel-desktop = notificación
reminder-channel-email = correo
reminder-state-scheduled = por venir
reminder-state-sending = avisando
reminder-state-sent = avisado
reminder-state-failed = falló
reminder-state-snoozed = aplazado
reminder-state-dismissed = terminado
reminder-answer-done = Hecho
reminder-answer-skip = Omitir
reminder-answer-snooze-hour = En una hora
reminder-answer-snooze-tomorrow = Mañana
reminder-answer-dismiss = Descartar
reminder-answer-to = { $answer }: { $title }

settings-theme = Tema
settings-language = Idioma
settings-density = Filas
theme-system = como el sistema
theme-light = claro
theme-dark = oscuro
density-dense = compactas
density-comfortable = cómodas
language-system = como el sistema
language-en = English
language-de = Deutsch
language-es = Español
setting-name = ajuste
setting-value = valor
setting-source = viene de
setting-allowed = permitido
source-default = valor por defecto
source-file = archivo de configuración
source-environment = entorno
source-command_line = línea de órdenes
file-path = Ruta
file-key = Clave
file-key-demo = ninguna: un archivo desechable
file-key-keychain = en el llavero del sistema
file-key-file = el archivo { $path }
file-key-passphrase = una frase de paso
file-idle = Se bloquea
file-idle-after = tras { $minutes } { $minutes ->
    [one] minuto
   *[other] minutos
  } sin uso
file-idle-never = nunca
file-check = Comprobar el archivo
file-checking = mirando cada página…
file-whole = el archivo está íntegro
file-faults = El archivo está dañado: { $count } { $count ->
    [one] fallo encontrado
   *[other] fallos encontrados
  }. Cópialo en un lugar seguro antes de cambiar nada más. En palabras de la base de datos:
household-name = Nombre
household-currency = Moneda principal
household-currency-help = tres letras, como EUR
history-empty = Todavía no se ha hecho nada.
history-who = quién
actor-desktop = tú, en esta aplicación
actor-api = tú, en un navegador
actor-cli = tú, por un comando
actor-folder = una carpeta vigilada
history-what = qué
history-undone = deshecho
history-undo = Deshacer: { $label }
history-more = Mostrar anteriores
about-version = PocketSage { $version }
about-text = Tu dinero en un solo archivo cifrado que es tuyo. Funciona sin conexión y no envía nada a ninguna parte.
origin = de { $file }, línea { $line }
habit = Hábito
habit-new = Nuevo hábito
habit-begin = Empezar
habit-name = Nombre
habit-question = Pregunta del día
habit-kind = Tipo
habit-kind-build = Hacerlo
habit-kind-measured = Al menos tanto
habit-kind-limit = Como mucho tanto
habit-kind-avoid = Nada
habit-kind-build-help = Hecho o no, tantas veces como digas.
habit-kind-measured-help = Anotas cuánto; desde la meta, el día cuenta.
habit-kind-limit-help = Anotas cuánto; hasta la meta, el día cuenta.
habit-kind-avoid-help = Un día que acaba sin desliz cuenta.
habit-target = Meta
habit-unit = Unidad
habit-unit-glasses = vasos
habit-unit-minutes = minutos
habit-unit-pages = páginas
habit-unit-coffees = cafés
habit-often = Con qué frecuencia
habit-often-daily = cada día
habit-often-other = un día sí y otro no
habit-often-three-week = tres veces por semana
habit-often-weekly = una vez por semana
habit-often-monthly = una vez al mes
habit-often-own = de otra manera
habit-often-times = { $times } × en { $days } días
habit-at-least = al menos { $amount }, { $when }
habit-at-most = como mucho { $amount }, { $when }
habit-times = Veces
habit-in-days = en tantos días
habit-whole-numbers = escribe números enteros
habit-weekdays = Toca el
habit-colour = Color
habit-icon = Icono
habit-group = Grupo
habit-group-none = Sin grupo
habit-group-health = Salud
habit-group-money = Dinero
habit-group-home = Casa
habit-group-learning = Aprender
habit-cheers = Ánimos
habit-cheers-help = Uno por línea; se turnan cuando un día cuenta.
habit-cheer-1 = Bien hecho
habit-cheer-2 = Un día más
habit-cheer-3 = Eso cuenta
habit-cheer-4 = Se va sumando
habit-templates = Ver plantillas
habit-template-water = Beber agua
habit-template-walk = Caminar
habit-template-exercise = Hacer ejercicio
habit-template-sleep = A la cama a las once
habit-template-no_smoking = No fumar
habit-template-check_accounts = Mirar las cuentas
habit-template-no_spend = Un día sin gastar
habit-template-takeaway = Sin comida a domicilio
habit-template-coffee = Como mucho dos cafés fuera
habit-template-save = Apartar algo
habit-template-tidy = Diez minutos de orden
habit-template-cook = Cocinar en casa
habit-template-plants = Regar las plantas
habit-template-paperwork = Hacer el papeleo
habit-template-read = Leer
habit-template-language = Practicar un idioma
habit-template-instrument = Tocar un instrumento
habit-template-course = Seguir con el curso
habit-open = Su página
habit-edit = Editar
habit-rest = Pausa y archivo
habit-pause = Pausar
habit-pause-open = Pausar hasta nuevo aviso
habit-pause-until = descansar hasta
habit-resume = Seguir ahora
habit-archive = Archivar
habit-reactivate = Retomar
habit-remove = Quitar con todos sus días
habit-archived = archivado
habit-archived-on = archivado el { $day }
habit-streak = Racha
habit-strength = Fuerza
habit-at-risk = acaba esta noche si no se hace
habit-noted = con nota
habit-day = Este día
habit-day-yes = cumplido
habit-day-auto = implícito
habit-day-skip = saltado
habit-day-off = no toca
habit-day-no = no cumplido
habit-day-unknown = sin decir
habit-day-none = sin empezar
habit-say-amount = tanto
habit-say-kept = cumplido
habit-say-missed = no cumplido
habit-say-skip = saltar
habit-say-clear = nada
habit-amount = Cuánto
habit-amount-of = Cantidad en { $unit }
habit-amount-wrong = escribe un número desde 0, como 2,5
habit-note = Nota
habit-streak-now = Racha actual
habit-streak-best = Mejor racha
habit-this-week = Esta semana
habit-this-month = Este mes
habit-kept-of = { $kept } de { $due }
habit-as-before = como antes
habit-more-than-before = { $points } { $points ->
    [one] punto más que antes
   *[other] puntos más que antes
  }
habit-less-than-before = { $points } { $points ->
    [one] punto menos que antes
   *[other] puntos menos que antes
  }
habit-best-weekday = Mejor día de la semana
habit-strength-alt = fuerza, día a día
habit-month = Mes
habit-year = Año
habit-year-before = El año anterior
habit-year-after = El año siguiente
habit-streaks = Mejores rachas
habit-days-unit = Días
habit-targets = Metas
habit-period = Periodo
habit-period-day = hoy
habit-period-week = esta semana
habit-period-month = este mes
habit-period-quarter = este trimestre
habit-period-year = este año
habit-done = Hecho
habit-met = Cumplida
habit-by-weekday = Por día de la semana y mes
habit-entries = Historial
habit-entries-more = Mostrar más
habits-all = Todos los hábitos
habits-empty = Un hábito es lo que quieres hacer, o no hacer, una y otra vez.
habits-empty-more = Empieza por uno; un día se marca en un segundo.
habits-earlier = Días anteriores
habits-later = Días posteriores
habits-order = Orden
habits-order-own = propio
habits-order-name = nombre
habits-order-strength = fuerza
habits-order-streak = racha
habits-archived = con los archivados
habits-files = Archivos
habits-import = Traer de un archivo
habits-import-kinds = Loop Habit Tracker (zip de CSV o copia), HabitBull (CSV) o nuestro propio JSON.
habits-export-loop = Guardar como CSV de Loop
habits-export-json = Guardar como JSON
habits-came = { $habits } hábitos nuevos, { $days } días traídos, { $known } días ya estaban
keys-habits = En los hábitos
habits-key-cell = moverse por día y hábito
habits-key-tick = marcar
habits-key-skip = saltar
habits-key-missed = no cumplido
habits-key-clear = retirar lo dicho
habits-key-more = cantidad y nota
habits-key-edit = editar
habits-key-open = su página
habits-key-move = subir, bajar
habits-key-page = días anteriores, posteriores
today-habits = Hábitos
today-habits-done = { $done } de { $due }
today-habits-all = todos los días
today-habit-least = de { $target } { $unit }
today-habit-most = como mucho { $target } { $unit }
habit-days = { $count } { $count ->
    [one] día
   *[other] días
  }
today-habit-streak = { $count } { $count ->
    [one] día
   *[other] días
  }
habit-year-kept = { $count } { $count ->
    [one] día cumplido
   *[other] días cumplidos
  }
habit-year-alt = en { $year }: { $count } { $count ->
    [one] día cumplido
   *[other] días cumplidos
  }
today-habit-risk = { $count } { $count ->
    [one] día, acaba hoy
   *[other] días, acaba hoy
  }
habit-asks-avoid = nada
# Vistas de un hábito, balance, y lo que preguntan las plantillas
habits-view-days = Días
habits-view-review = Balance
command-habits-review = Hacer balance de los hábitos
habit-month-before = El mes anterior
habit-month-after = El mes siguiente
habit-month-alt = { $month }, día a día; la barra espaciadora marca
habit-day-column = Día
habit-it-was = Fue
habit-share = Proporción
habit-weekday-column = Día de la semana
habit-weekday-cell = { $weekday }, { $month }: { $done } { $unit } en { $days } { $days ->
    [one] día
   *[other] días
  }
habit-times-unit = veces
habit-up-to = hasta { $amount }
habit-table = Tabla
habit-table-of = { $title }: como Tabla
habit-table-key = Los números en una tabla (T)
habit-numbers-of = { $title }, los números
habit-save-png = { $title }: guardar como PNG
habit-save-svg = { $title }: guardar como SVG
keys-habit-page = En la página de un hábito
habit-key-mark = de marca en marca, de día en día
habit-key-month = mes
habit-key-act = marcar un día, ir a un día
habit-key-table = tabla o gráfico
review-week = Semana
review-month = Mes
review-period = Balance de
review-before-week = La semana anterior
review-after-week = La semana siguiente
review-before-month = El mes anterior
review-after-month = El mes siguiente
review-now = Ahora
review-total = { $kept } de { $due } días cumplidos, { $share }
review-same-week = como la semana anterior ({ $kept } de { $due })
review-more-week = { $points } { $points ->
    [one] punto
   *[other] puntos
  } más que la semana anterior ({ $kept } de { $due })
review-less-week = { $points } { $points ->
    [one] punto
   *[other] puntos
  } menos que la semana anterior ({ $kept } de { $due })
review-same-month = como el mes anterior ({ $kept } de { $due })
review-more-month = { $points } { $points ->
    [one] punto
   *[other] puntos
  } más que el mes anterior ({ $kept } de { $due })
review-less-month = { $points } { $points ->
    [one] punto
   *[other] puntos
  } menos que el mes anterior ({ $kept } de { $due })
review-nothing-due = No tocaba nada.
review-kept = Cumplidos
review-share = Proporción
review-change = Cambio
review-best = Mejor día de la semana
review-best-help = en las doce semanas hasta entonces
review-longest = Racha más larga
review-missed = Perdidos
review-missed-none = ninguno
review-missed-more = y { $count } más
review-not-due = no tocaba
review-none-begun = Entonces aún no había empezado ningún hábito.
review-notes = Notas
review-notes-none = No se anotó nada.
review-empty = Aún no hay nada de lo que hacer balance.
review-empty-more = Empiece un hábito y marque un día; cada semana y cada mes aparecerán aquí junto al anterior.
review-empty-do = A los hábitos
habit-asked-water = ¿Cuántos vasos hoy?
habit-asked-walk = ¿Cuántos minutos al aire libre?
habit-asked-exercise = ¿Ha entrenado hoy?
habit-asked-sleep = ¿En la cama a las once ayer?
habit-asked-no_smoking = ¿Ha fumado hoy?
habit-asked-check_accounts = ¿Ha mirado qué entró y qué salió?
habit-asked-no_spend = ¿Nada comprado hoy?
habit-asked-takeaway = ¿Hubo comida para llevar hoy?
habit-asked-coffee = ¿Cuántos cafés fuera?
habit-asked-save = ¿Ha apartado algo este mes?
habit-asked-tidy = ¿Diez minutos ordenando?
habit-asked-cook = ¿Ha cocinado hoy?
habit-asked-plants = ¿Han tenido agua las plantas?
habit-asked-paperwork = ¿Ha desaparecido la pila?
habit-asked-read = ¿Cuántas páginas?
habit-asked-language = ¿Ha practicado hoy?
habit-asked-instrument = ¿Ha tocado hoy?
habit-asked-course = ¿Una lección esta semana?
# Hábitos que comprueban los movimientos, y su aviso
habit-template-fuel = Como mucho tanto en gasolina
habit-template-save_weekly = Ahorrar cada semana
habit-reminder = Aviso
habit-remind = Avísame
habit-remind-at = A las
habit-remind-on = Estos días de la semana
habit-check = Lo comprueban los movimientos
habit-check-can = los movimientos pueden comprobarlo
habit-check-build = Un día con un cargo está hecho. Para lo que apartas, elige la categoría de esos traspasos.
habit-check-avoid = Un día con un cargo es un desliz; un día sin él cuenta.
habit-check-measured = Lo que se carga cuenta.
habit-check-limit = Lo que se carga cuenta; una devolución descuenta.
habit-check-categories = Cargado en alguna de estas categorías
habit-check-category = categoría, con todo lo que contiene
habit-check-payees = o a alguno de estos beneficiarios
habit-check-payee = beneficiario
habit-check-measure = Qué cuenta
habit-check-count = cuántas veces
habit-check-amount = cuánto dinero
habit-check-since = Se juzga desde
habit-check-since-help = Lo cargado antes no cuenta. Hoy, si no eliges.
habit-check-missing = { $count } { $count ->
    [one] categoría o beneficiario ya no está; elige otro
   *[other] categorías o beneficiarios ya no están; elige otros
  }
habit-checked-by = Lo comprueban los movimientos: { $what }
habit-known-until = se sabe hasta el { $day }
habit-known-until-of = se sabe hasta el { $day }, el último día de { $account }
habit-known-never = aún no se sabe nada
habit-told = lo dicen los movimientos
habit-told-other = dicho a mano, los movimientos dicen otra cosa
habit-told-else = a mano; los movimientos dicen: { $what }
habit-awaits = aún no se sabe
habit-say-ledger = nada; lo dicen los movimientos
habit-saved = Ahorrado
habit-saved-over = Gastado de más
habit-saved-more = { $amount } { $currency } ahorrados
habit-saved-less = { $amount } { $currency } gastados más que antes
habit-saved-before = Gastado en los { $days } días anteriores, del { $from } al { $until }
habit-saved-expected = Para { $days } { $days ->
    [one] día
   *[other] días
  } desde entonces, del { $from } al { $until }, son
habit-saved-actual = Gastado en esos días
habit-saved-short_past = Lo ahorrado se sabrá cuando haya treinta días de movimientos antes del primer día del hábito.
habit-saved-not_yet = Lo ahorrado se sabrá cuando los movimientos conozcan un día desde que empezó.
habit-sent-to = Enviado el { $day } a { $account }
habit-send = Enviar { $amount } { $currency } a una deuda
habit-send-no-debt = No hay préstamo ni tarjeta en { $currency } en que se deba algo.
habit-send-from = De
habit-send-to = A
habit-send-owed = { $account } (se deben: { $amount })
habit-send-amount = Importe en { $currency }
habit-send-now = Anotar el traspaso
habit-send-help = Se anota como traspaso de hoy entre tus cuentas. Ordénalo también en tu banco.

# Debts: the list, the forms and a debt's page.
debt-new = Nueva deuda
debts-view-list = Deudas
debts-view-plan = Plan
command-debts-plan = Cómo se pagan las deudas
keys-debts = Deudas
debts-empty = Aquí no hay deudas.
debts-empty-more = Anota lo que debes: una tarjeta, un préstamo, dinero de un amigo. Verás cuándo termina, cuánto cuesta y qué cambia cada pago.
debts-none-open = Nada está pendiente. Lo pagado está en el archivo.
debts-archived = archivadas ({ $count })
debts-all = Todas las deudas
debts-owed = { $amount } { $currency } pendientes en { $count } { $count ->
    [one] deuda
   *[other] deudas
  }
debts-owed-bare = { $amount } { $currency } pendientes
debts-free-on = sin deudas el { $day }
debts-later = { $count } { $count ->
    [one] día
   *[other] días
  } de retraso sobre el plan acordado
debts-sooner = { $count } { $count ->
    [one] día
   *[other] días
  } de adelanto sobre el plan acordado
debts-as-agreed = según lo acordado
debts-see-plan = ver el plan
debts-make-plan = elegir un plan
debts-change-plan = cambiar el plan
debts-change-debt = cambiar { $name }
debts-refused-grows = { $debt }: { $what ->
    [minimum] el mínimo
   *[other] el pago
  } de { $paid } no cubre los intereses de { $interest } en { $month }: esta deuda crece; hacen falta al menos { $needed }
debts-refused-stays = { $debt }: { $what ->
    [minimum] el mínimo
   *[other] el pago
  } de { $paid } solo cubre los intereses de { $interest } en { $month }: esta deuda no termina nunca; hacen falta al menos { $needed }
debts-refused-budget = el presupuesto de { $budget } no cubre los mínimos de { $minimums } en { $month }: prevé al menos eso
debts-refused-long = esto dura más de 100 años: { $debt } aún debería { $balance }; paga más cada mes
debt-column-name = deuda
debt-column-owed = pendiente
debt-column-rate = interés
debt-column-next = próximo pago
debt-column-end = pagada
debt-paid-percent = { $percent } % pagado
debt-percent = { $percent } %
debt-rate-till = hasta { $month }
debt-rate-variable = variable
debt-proposals = { $count } { $count ->
    [one] pago
   *[other] pagos
  } por confirmar
debt-missed-on = falta { $amount } del { $day }
debt-short-on = { $amount } de menos el { $day }
debt-minimum-of = mínimo { $amount }
debt-settled = pagada
debt-archived-on = archivada el { $day }
debt-archived = { $name } está pagada y guardada
debt-put-away = { $name } está guardada
debt-paid-off = { $name } está pagada.
debt-freed-goes = Sus { $amount } al mes van ahora a { $name }.
debt-freed-stays = Sus { $amount } al mes se quedan contigo.
debt-key-open = abrir
debt-key-pay = anotar un pago
debt-key-edit = editar
debt-key-statement = comprobar un extracto
debt-state-due = pendiente
debt-state-paid = pagado
debt-state-short = de menos
debt-state-short-by = { $amount } de menos
debt-state-missed = no pagado
debt-state-unknown = aún no se sabe
debt-state-assumed = se da por pagado
debt-kind = Clase
debt-kind-card = tarjeta de crédito
debt-kind-personal = préstamo personal
debt-kind-student = préstamo de estudios
debt-kind-car = préstamo del coche
debt-kind-mortgage = hipoteca
debt-kind-overdraft = descubierto
debt-kind-private = privada
debt-kind-tax = impuestos
debt-kind-card-help = Se paga y se usa otra vez. Empieza con el mínimo habitual, 1 % y los intereses, al menos 25, y con intereses sobre el saldo medio diario.
debt-kind-personal-help = Una suma que se devuelve en pagos iguales con interés mensual.
debt-kind-student-help = Para estudiar, en pagos iguales con interés mensual. Un tiempo sin intereses va en «Más».
debt-kind-car-help = Para un coche, en pagos iguales con interés mensual.
debt-kind-mortgage-help = Para una vivienda, en pagos iguales con interés mensual.
debt-kind-overdraft-help = Lo que una cuenta debe a su banco, con interés por día. Di cuánto repones cada mes.
debt-kind-private-help = De familia o amigos. El interés puede ser 0.
debt-kind-tax-help = Con el Estado, a plazos y con interés por día.
debt-from-account = Empezar con:
debt-name = Nombre
debt-balance = Pendiente, { $currency }
debt-on = al final del
debt-apr = Interés anual, %
debt-due-day = Día de pago, 1 a 31
debt-minimum = Mínimo al mes
debt-rule-fixed = siempre lo mismo
debt-rule-percent = una parte del saldo
debt-rule-percent_plus_interest = una parte y los intereses
debt-rule-fixed-help = Un importe que no cambia, como la cuota de un préstamo.
debt-rule-percent-help = Una parte de lo pendiente con los intereses y comisiones del mes, pero al menos el suelo.
debt-rule-percent_plus_interest-help = Una parte de lo pendiente antes de intereses, más los intereses y comisiones del mes, pero al menos el suelo.
debt-minimum-amount = Cada mes, { $currency }
debt-minimum-percent = Parte, %
debt-minimum-floor = Al menos, { $currency }
debt-minimum-now = Son { $amount } { $currency } el { $day }.
debt-minimum-end = Sin pagar más que eso termina el { $day } y cuesta { $interest } de intereses.
debt-more = Más: acreedor, cuenta, cambios de interés, comisiones, cálculo
debt-lender = Acreedor
debt-currency = Moneda
debt-account = Cuenta en el libro
debt-account-none = ninguna
debt-account-help = La cuenta que es esta deuda. Lo que entra en ella es un pago.
debt-payee = Los pagos van a
debt-payee-help = Un beneficiario del libro. Lo que va a él se encuentra como pago de esta deuda.
debt-fee = Comisión al mes, { $currency }
debt-limit = Límite de crédito, { $currency }
debt-variable = el acreedor puede cambiar el interés
debt-promo = Interés promocional
debt-promo-rate = Interés, %
debt-promo-until = hasta el día (incluido)
debt-changes = Interés desde un día
debt-change-from = Desde
debt-change-add = Añadir un cambio
debt-change-remove = Quitar el cambio { $number }
debt-grace = Sin intereses hasta el día (incluido)
debt-grace-help = Un día, o nada.
debt-convention = Cómo se cuentan los intereses
debt-convention-monthly_nominal = al mes, un doceavo
debt-convention-actual_365 = por día, 365 días al año
debt-convention-actual_360 = por día, 360 días al año
debt-convention-thirty_360 = meses de 30 días
debt-convention-average_daily = saldo medio diario
debt-convention-average_daily_old = saldo medio diario sin compras nuevas
debt-convention-grace_period = ninguno si se paga todo
debt-convention-monthly_nominal-help = Un doceavo del interés anual sobre el saldo, dure lo que dure el mes (12 CFR 1026.14(b)).
debt-convention-actual_365-help = Cada día una parte de 365 del interés anual, también en bisiestos (ISDA 2006, 4.16(d)).
debt-convention-actual_360-help = Cada día una parte de 360 del interés anual (ISDA 2006, 4.16(e)).
debt-convention-thirty_360-help = Cada mes cuenta 30 días y cada año 360 (ISDA 2006, 4.16(f)).
debt-convention-average_daily-help = Sobre la media de los saldos diarios, con las compras nuevas (12 CFR 1026.60(g)(1)(i)).
debt-convention-average_daily_old-help = Sobre la media de los saldos diarios, sin las compras nuevas (12 CFR 1026.60(g)(1)(ii)).
debt-convention-grace_period-help = Nada mientras el último extracto se pagó entero; si no, por saldo medio diario (12 CFR 1026.5(b)(2)(ii)).
debt-notes = Notas
debt-add = Añadir la deuda
debt-open = Abrir su página
debt-rest = Guardar aparte
debt-archive = Archivar
debt-reopen = Recuperar
debt-remove = Quitar con su historia
debt-error-name = Dé un nombre a la deuda.
debt-error-rate = Escribe un interés como { $example }, 0 si no hay.
debt-error-due = Escribe un día del mes, de 1 a 31.
debt-edit = Editar
debt-record = Anotar un pago
debt-record-of = { $name }: qué pasó
debt-record-kind = Qué
debt-record-payment = Anotar el pago
debt-record-fee = Anotar la comisión
debt-record-charge = Anotar el cargo
debt-record-interest = Anotar los intereses
debt-record-after = Desde el { $day }; lo anterior está en el saldo.
debt-entry-payment = pago
debt-entry-fee = comisión
debt-entry-charge = cargo
debt-entry-interest = intereses
debt-entry-statement = extracto
debt-entry-nothing = no es de ella
debt-entry-fee-help = Lo que el acreedor cobró además de intereses.
debt-entry-charge-help = Una compra, o más dinero prestado.
debt-entry-interest-help = Intereses que apuntó el acreedor; solo si difieren de lo calculado.
debt-day = Día
debt-amount = Importe, { $currency }
debt-from = Pagado desde
debt-from-none = solo aquí
debt-from-help = El libro también lo recibe.
debt-from-none-help = El libro no lo recibe: así está bien si lo traerá un fichero del banco.
debt-note = Nota
debt-statement = Extracto del acreedor
debt-statement-of = { $name }: un extracto
debt-statement-lead = Escribe lo que el acreedor dice que debías. Verás lo calculado para ese día y qué puede explicar una diferencia.
debt-stated = Pendiente según el extracto, { $currency }
debt-stated-on = al final del
debt-part-since = pendiente el { $day }
debt-part-interest = intereses
debt-part-fees = comisiones
debt-part-charges = cargos
debt-part-payments = pagos
debt-part-reckoned = calculado para el { $day }
debt-part-stated = según el extracto
debt-part-difference = diferencia
debt-agrees = Coincide al céntimo.
debt-reasons = Qué puede explicarla, lo más probable primero:
debt-reason-payment = el pago de { $amount } del { $day } se apuntó otro día, o aquí aún no está confirmado
debt-reason-assumed = los { $amount } del { $day } se dieron por pagados y no llegaron
debt-reason-convention = los intereses contados como «{ $name }» dan justo esto: { $amount }
debt-reason-cost = el acreedor cobró más intereses o una comisión que aquí falta
debt-reason-less = el acreedor cobró menos intereses, o aquí falta un pago
debt-take = Tomar { $amount } como pendiente el { $day }
debt-take-it = Tomarlo como cierto
debt-is-account = cuenta { $name }
debt-pays-payee = se paga a { $name }
debt-owed-today = Pendiente hoy
debt-reckoned = con { $amount } de intereses y comisiones calculados
debt-used = Límite usado
debt-limit-of = de { $amount }
debt-next = Próximo pago
debt-end = Pagada
debt-ahead = quedan { $amount } de intereses y comisiones
debt-no-schedule = El plan no puede decir cómo termina esta deuda.
debt-why = Por qué
debt-asked = { $count ->
    [one] ¿Es esto un pago?
   *[other] ¿Son estos pagos?
  }
debt-ask = ¿Un pago de { $name }? { $amount } el { $day } a { $text }
debt-ask-yes = Sí, un pago
debt-ask-always = Sí, siempre este beneficiario
debt-ask-no = No
debt-facts = Qué pasó
debt-facts-none = Nada todavía. Los pagos aparecen aquí cuando se anotan o se encuentran en el libro.
debt-facts-all = Mostrar los { $count }
debt-fact-kind = qué
debt-fact-text = texto
debt-fact-interest = intereses
debt-fact-principal = amortizado
debt-fact-do = hacer
debt-fact-drop = retirar
debt-fact-not = no es de esta deuda
debt-fact-drop-of = { $what } del { $day }: retirar
debt-in-ledger = en el libro
debt-found-account = en su cuenta
debt-found-payee = por beneficiario
debt-found-amount = por importe
debt-months = Mes a mes
debt-months-all = Mostrar los { $count } meses
debt-month-till = hasta
debt-month-opening = pendiente antes
debt-month-interest = intereses
debt-month-fees = comisiones
debt-month-charges = cargos
debt-month-paid = pagado
debt-month-assumed = dado por pagado
debt-month-corrected = corregido
debt-month-closing = pendiente después
debt-month-state = pago
debt-month-running = en curso
debt-schedule = Lo que viene
debt-schedule-count = { $number } { $count ->
    [one] pago
   *[other] pagos
  }
debt-schedule-save = Guardar como { $format }
debt-schedule-day = día
debt-schedule-payment = pago
debt-schedule-interest = intereses
debt-schedule-fee = comisión
debt-schedule-principal = amortizado
debt-schedule-balance = pendiente después
debt-line = Pendiente en el tiempo, { $currency }
debt-line-was = { $day }: { $amount } pendientes
debt-line-planned = { $day }: { $amount } según el plan
debt-line-legend = continua: lo pendiente; discontinua: según el plan
today-debts-all = todas las deudas
today-debts-more = y { $count } más

# Facturas, disponible sin riesgo y cómo se ordena Hoy.
view-bills = Facturas
bills = Facturas
bills-empty = Aún no hay facturas.
bills-empty-more = Lo que se paga o llega con regularidad se encuentra solo cuando hay tres pagos en el libro. También puedes añadir una factura a mano.
bills-dismissed = { $count } { $count ->
    [one] no es una factura
   *[other] no son facturas
  }
command-bills = Ver facturas
command-arrange = Ordenar Hoy
keys-bills = En facturas
keys-today = En Hoy
bill-new = Nueva factura
bill-add = Añadir la factura
bill-name = Nombre
bill-direction = Dinero
bill-out = sale
bill-in = entra
bill-amount = Importe en { $currency }
bill-amount-help = vacío: lo que dice el libro
bill-cadence = Cada cuánto
bill-next = Próxima vez
bill-account = Cuenta
bill-account-any = sin indicar
bill-confirm = Confirmar
bill-dismiss = No es factura
bill-forget = Volver a leer del libro
bill-remove = Quitar
bill-again = sí es una factura
bill-again-of = { $name } sí es una factura
bill-about = unos
bill-spread = entre { $least } y { $most }
bill-overdue = vencida
bill-rise = subió desde { $from } el { $day }
bill-unseen = aún no vista; se conoce hasta { $day }
bill-state-found = encontrada
bill-state-confirmed = confirmada
bill-state-dismissed = no es factura
bill-rests-on = { $count } { $count ->
    [one] pago
   *[other] pagos
  } desde { $since }, el último { $last } { $currency } el { $day }.
bill-payments = Ver sus pagos
bill-key-open = abrir
bill-key-confirm = confirmar
bill-key-dismiss = no es factura
cadence-weekly = cada semana
cadence-fortnightly = cada dos semanas
cadence-monthly = cada mes
cadence-quarterly = cada trimestre
cadence-half_yearly = cada semestre
cadence-yearly = cada año
safe-amount = { $amount } { $currency } disponibles sin riesgo
safe-bare = { $amount } { $currency }
safe-no-bills = hasta entonces no vence ninguna factura
safe-short = faltan { $amount } { $currency }
safe-till-payday = hasta que pague { $name } { $when }
safe-till-month = hasta fin de mes { $when }
safe-per-day = { $amount } al día
safe-parts = De qué se compone lo disponible, { $currency }
safe-known = se conoce hasta { $day }
safe-owed = se debe
safe-due = vence el { $day }
safe-overdue = vencida desde el { $day }
safe-left = Disponible sin riesgo
safe-rests = los ahorros no cuentan
today-bills = Vence en 14 días
today-bills-all = todas las facturas
today-bills-more = y { $count } más
today-inbox = Lo que te espera
today-safe = Disponible sin riesgo
today-safe-why = cómo se calcula
today-next-bill = lo próximo: { $name }, { $amount }, { $when }
today-risk = Rachas en peligro
today-chart-none = En estos meses no se gastó nada.
today-arrange = Ordenar
today-arrange-done = Listo
today-arrange-lead = Arrastra las tarjetas a tu orden, o muévelas con Alt y las flechas. Lo que no está marcado no se muestra.
today-arrange-reset = Como al principio
today-all-hidden = Todas las tarjetas están ocultas.
today-cards = Tarjetas
today-move-up = Subir { $name }
today-move-down = Bajar { $name }
today-moved = { $name }: lugar { $place } de { $of }
today-key-move = a la tarjeta siguiente
today-key-open = a su sala
today-key-arrange = al ordenar: mover la tarjeta

profiles = Tipos de archivo
format-rates = tipos de cambio
# Deudas: el plan de pago
plan-currency = Moneda
plan-empty = Aún no hay deudas.
plan-empty-more = Anota lo que debes, y el plan dice cuándo se acaba y cuánto cuesta.
plan-nothing-owed = Ya no se debe nada en { $currency }.
plan-free-on = sin deudas el
plan-months = { $count ->
    [one] en un mes
   *[other] en { $count } meses
  }
plan-interest = { $amount } { $currency } de intereses
plan-fees = { $amount } de comisiones
plan-saved = { $amount } menos que solo con los mínimos
plan-costs-more = { $amount } más que solo con los mínimos
plan-saved-never = solo con los mínimos no acabaría nunca
plan-refused = Este plan no puede funcionar
plan-refused-too = no puede funcionar, por lo mismo
plan-change = Hay que cambiar:
plan-field-minimum_minor = el mínimo de { $debt }
plan-field-minimum = el mínimo de { $debt }
plan-field-apr = el tipo de { $debt }
plan-field-balance_minor = lo que se debe de { $debt }
plan-field-due_day = el día de pago de { $debt }
plan-field-fee_minor = la comisión de { $debt }
plan-field-debt = { $debt }
plan-field-extra_minor = el extra al mes, arriba
plan-field-budgets = el presupuesto, abajo
plan-field-lump_sums = los pagos extraordinarios, abajo
plan-field-order = tu propio orden
plan-agreed-same = Acordado el { $on }: sin deudas el { $day }. El último pago cae aún en ese día.
plan-agreed-stands = Acordado el { $on }: sin deudas el { $day }, y así sigue.
plan-agreed-now = Acordado el { $on }: sin deudas el { $day }. Tal como está: { $now }.
plan-agreed-lost = Acordado el { $on }: sin deudas el { $day }. Tal como está, no se puede cumplir.
plan-by-day = Contado por días:
plan-draft = Un borrador: nada se guarda hasta que lo sigas, y al salir se olvida.
plan-draft-over = Un borrador junto al plan que sigues; al salir se olvida.
plan-discard = Descartar el borrador
plan-follow = Seguir este plan
plan-followed = Sigues este plan. Lo que cambies es un borrador.
plan-again-help = Para medir desde hoy y no desde aquel día:
plan-again = Aceptarlo tal como está
plan-extra = Extra al mes, { $currency }
plan-extra-slide = Extra al mes, además de los mínimos
plan-extra-frozen = Solo con los mínimos no se paga nada más.
plan-extra-budgeted = Desde el día del primer presupuesto, este dice todo el dinero del mes, y el extra no cuenta.
plan-amount-wrong = escribe un importe, como { $example }
plan-chart = Lo que se debe con el tiempo
plan-chart-alt = lo que se debe con el tiempo, sin deudas el { $day }
plan-chart-table = lo que se debe al final de cada mes
plan-chart-caption = lo que se debe al final de cada mes del plan, en { $currency }
plan-chart-free = sin deudas el { $day }
plan-chart-at = { $day }: se deben { $total } { $currency } ({ $each })
plan-chart-hint = Señala el gráfico o recórrelo con las flechas; T muestra los números.
plan-chart-rest = { $count } más pequeñas
plan-chart-agreed = lo acordado
plan-chart-actual = lo ocurrido
plan-of-draft = del borrador
plan-axis-owed = se debe, { $currency }
plan-axis-time = fin de mes
plan-today = hoy
plan-day = Día
plan-debt = Deuda
plan-state = Cómo está
plan-strategies = Estrategias con este dinero
plan-strategy = Estrategia
plan-column-months = Meses
plan-column-free = Sin deudas
plan-column-interest = Intereses, { $currency }
plan-column-saved = Ahorro, { $currency }
plan-column-win = Primera deuda pagada
plan-win = { $debt }, { $day }
strategy-avalanche = Avalancha
strategy-avalanche-does = primero el tipo más alto
strategy-snowball = Bola de nieve
strategy-snowball-does = primero el saldo más bajo
strategy-shortest_term = Plazo más corto
strategy-shortest_term-does = primero lo que su mínimo acaba antes
strategy-highest_utilisation = Mayor uso del límite
strategy-highest_utilisation-does = primero lo más cercano a su límite
strategy-hybrid = Mixta
strategy-hybrid-does = primero las pocas más pequeñas, luego el tipo más alto
strategy-custom = Tu propio orden
strategy-custom-does = como tú las ordenes
strategy-minimums_only = Solo los mínimos
strategy-minimums_only-does = nada más de lo que piden los acreedores
plan-smallest = cuántas pequeñas primero
plan-order = El orden en que se pagan las deudas
plan-order-lead = Arrastra las deudas a tu orden, o mueve la enfocada con Alt y las flechas.
plan-more = Un poco más
plan-one-more = Más al mes, { $currency }
plan-one-more-does = { $months ->
    [0] Acaba el mismo mes
    [one] Acaba un mes antes
   *[other] Acaba { $months } meses antes
  }, el { $day }, con { $amount } menos de intereses.
plan-one-more-nothing = No cambia nada.
plan-one-more-none = Este plan no admite más.
plan-lump = Una suma ahora, { $currency }
plan-lump-hint = Escribe un importe para ver dónde rinde más.
plan-lump-to = Va a
plan-lump-saves = Ahorra, { $currency }
plan-lump-sooner = Meses antes
plan-lump-best = la mejor
plan-money = El dinero
plan-rollover = Los mínimos liberados pasan a la siguiente
plan-rollover-does = Cuando una deuda está pagada, lo que era su mínimo va a la siguiente; sin esto, el dinero se queda contigo.
plan-lumps = Sumas que llegan una vez
plan-lump-day = El
plan-lump-amount = Importe, { $currency }
plan-lump-any = según estrategia
plan-lump-for = a { $debt }
plan-lump-over = pasado
plan-lump-early = el plan empieza el { $day }
plan-lump-add = Añadir la suma
plan-budgets = Un presupuesto mensual que cambia
plan-budgets-does = Todo el dinero de un mes, mínimos incluidos, desde un día; en lugar de mínimos y extra.
plan-budget-day = Desde
plan-budget-amount = Al mes, { $currency }
plan-budget-from = desde el { $day }
plan-budget-twice = ya hay un presupuesto desde ese día
plan-budget-add = Añadir el presupuesto
plan-take = Quitar { $amount } del { $day }
plan-order-of-month = Cómo transcurre un mes
plan-month-accrue = Intereses y comisiones se suman a cada deuda abierta, redondeados al céntimo.
plan-month-minimums = Se paga cada mínimo, nunca más de lo que se debe.
plan-month-rest = El resto del dinero del mes va al objetivo de la estrategia.
plan-month-cascade = Lo que el objetivo ya no necesita va al siguiente en el mismo mes.
plan-month-ties = Si dos deudas están igual, va primero el saldo más bajo, luego el nombre, luego el identificador: las mismas deudas dan siempre el mismo plan.
plan-calendar = Pagos
plan-calendar-total = { $amount } { $currency } en total
plan-calendar-alt = pagos de { $month }
plan-calendar-table = los pagos del mes
plan-calendar-none = ningún pago en este mes
plan-day-none = { $day }: ningún pago
plan-day-sum = Juntos { $amount }.
plan-day-more = y { $count } más
plan-payment = { $debt } { $amount }, { $state }
plan-payment-amount = Pago, { $currency }
payment-due = por pagar
payment-paid = pagado
payment-short = corto: solo llegaron { $amount }
payment-missed = sin hacer
payment-unknown = se da por pagado, los movimientos aún no llegan hasta ahí
payment-assumed = se da por pagado
payment-planned = previsto
payment-last = el último
plan-schedule = Plan de pagos
plan-save-schedule = Guardar todo el plan de pagos como { $format }
plan-save-chart = Guardar el gráfico como { $format }
plan-freed = mínimos liberados
plan-freed-goes = { $debt } está pagada; sus { $amount } van a { $to }.
plan-freed-goes-some = { $debt } está pagada; su mínimo va a { $to }.
plan-freed-stays = { $debt } está pagada; sus { $amount } al mes se quedan contigo.
plan-freed-stays-some = { $debt } está pagada; su mínimo se queda contigo.
plan-freed-done = { $debt } está pagada, y con ella la última deuda.
plan-switch = Y si: un préstamo en lugar de otros
plan-switch-name = Préstamo nuevo
plan-switch-debts = Deudas que cancela
plan-switch-rate = Tipo, % al año
plan-switch-rate-wrong = escribe un tipo en porcentaje, de 0 a 1000
plan-switch-cost = Tomarlo cuesta, { $currency }
plan-switch-by = Se sabe
plan-switch-by-months = el plazo
plan-switch-by-payment = la cuota
plan-switch-months = Plazo, meses
plan-switch-months-wrong = escribe un número entero de meses
plan-switch-payment = Su cuota al mes, { $currency }
plan-switch-same = Seguir pagando tanto al mes como antes, aunque el préstamo nuevo pida menos
plan-switch-none = Elige al menos una deuda.
plan-switch-hint = Escribe el tipo ofrecido para ver qué cambiaría. No se guarda nada.
plan-switch-figure = cifra
plan-switch-before = Según el plan
plan-switch-after = Con el préstamo nuevo
plan-switch-interest = Intereses, { $currency }
plan-switch-fees = Comisiones y costes, { $currency }
plan-switch-paid = Pagado en total, { $currency }
plan-switch-first = Primer mes, { $currency }
plan-switch-saves = { $amount } { $currency } de ahorro,
plan-switch-costs-more = { $amount } { $currency } más que pagar,
plan-switch-sooner = { $count ->
    [one] un mes antes.
   *[other] { $count } meses antes.
  }
plan-switch-later = { $count ->
    [one] un mes después.
   *[other] { $count } meses después.
  }
plan-switch-same-time = en el mismo tiempo.
plan-switch-even = { $count ->
    [one] Se amortiza en un mes.
   *[other] Se amortiza en { $count } meses.
  }
plan-switch-never = No se amortiza nunca.

# Por qué se movió el día sin deudas
moved-days = { $days } { $count ->
    [one] día
   *[other] días
  }
moved-of = { $debt }: { $said }
moved-part = { $said } ({ $by })
moved-not = { $day }, según lo acordado
moved-calendar = el plan contado de nuevo
moved-missed = { $count ->
    [1] un pago sin hacer
   *[other] { $count } pagos sin hacer
  }
moved-short = { $amount } pagados de menos
moved-over = { $amount } pagados de más
moved-fee = { $count ->
    [1] comisión de { $amount }
   *[other] { $count } comisiones, { $amount } en total
  }
moved-charge = { $count ->
    [1] cargo nuevo de { $amount }
   *[other] { $count } cargos nuevos, { $amount } en total
  }
moved-interest = intereses y correcciones de { $signed }
moved-rate = otro tipo de interés
moved-terms = otras condiciones
moved-added = nueva, { $amount }
moved-removed = ya no está en el plan, { $amount }
moved-money = { $signed } al mes
moved-plans = otros pagos extraordinarios u otro presupuesto
moved-strategy = otro orden de pago

# The tray, quick add, and this computer.
tray-locked = PocketSage: el archivo está bloqueado
tray-open-today = { $count ->
    [0] nada pendiente hoy
    [one] { $count } hábito pendiente hoy
   *[other] { $count } hábitos pendientes hoy
  }
tray-more-habits = { $count } más en Hoy
tray-measured = { $name }: { $amount } de { $target } { $unit }
tray-reminder = { $time } { $name }
tray-inbox = { $count ->
    [0] nada en la bandeja
   *[other] { $count } en la bandeja
  }
tray-quick = Añadir un movimiento rápido…
tray-open = Abrir PocketSage
tray-lock = Bloquear el archivo
tray-quit = Salir
quick-title = Añadir rápido
quick-label = ¿Qué fue?
quick-placeholder = 12,50 café @efectivo ayer
quick-hint = @cuenta #categoría, un más para ingresos; Intro añade, { $mod }Intro añade y sigue, Esc cierra
quick-understood = entendido
quick-part-amount = importe
quick-part-currency = moneda
quick-part-payee = beneficiario
quick-part-account = cuenta
quick-part-category = categoría
quick-part-day = día
quick-guess-last_account = la última usada
quick-guess-only_account = la única
quick-guess-its_currency = por su moneda
quick-guess-in_sight = la que se ve
quick-guess-as_last_time = como la última vez
quick-guess-today = hoy
quick-guess-nearest_day = el más cercano
quick-guess-thousands = leído como miles
quick-guess-converted = al cambio del día
quick-trouble-no_amount = Escribe un importe, como 12,50.
quick-trouble-too_many_decimals = { $about } tiene menos decimales que este importe.
quick-trouble-too_large = Este importe es demasiado grande para ser cierto.
quick-trouble-no_account = Di en qué cuenta, como @{ $first }: { $list }.
quick-trouble-no_account-none = Abre primero una cuenta.
quick-trouble-unknown = Nada empieza por «{ $about }». Hay { $list }.
quick-trouble-unknown-none = Todavía no hay nada de eso.
quick-trouble-ambiguous = «{ $about }» puede ser { $list }: escribe más.
quick-trouble-twice = «{ $about }» sobra: nombra solo una.
quick-trouble-no_rate = No se conoce el cambio de { $about } ese día: escribe lo que se cargó o elige otra cuenta.
quick-added = añadido: { $label }
quick-locked = El archivo está bloqueado.
quick-absent = Todavía no hay archivo.
closing-title = ¿Dejar PocketSage en marcha?
closing-text = En la bandeja del sistema queda a mano: hábitos que marcar, añadir rápido, recordatorios. El archivo se bloquea como siempre. Se puede cambiar en Ajustes.
closing-stay = Dejarlo en la bandeja
closing-quit = Salir
settings-computer = Este ordenador
computer-close = Al cerrar la ventana
computer-close-ask = preguntar
computer-close-stay = seguir en la bandeja
computer-close-quit = salir
computer-no-tray = Este escritorio no muestra iconos de programas, así que cerrar la ventana cierra PocketSage.
computer-autostart = Iniciar al entrar en la sesión
computer-autostart-help = oculto, en la bandeja
computer-keys = Teclas de añadir rápido
computer-keys-none = ninguna; ajusta quick_add_keys
computer-keys-taken = { $keys }: el sistema no nos las dio; ajusta quick_add_keys a otras
command-profiles = Editar tipos de archivo
command-rates = Editar tipos de cambio
profiles-lead = Lo que se recuerda de cada tipo de archivo, el último primero.
profiles-empty = Aún no ha entrado ningún archivo. Cómo se lee cada tipo y adónde van sus filas se recuerda desde el primero y se muestra aquí.
profiles-empty-more = No hay nada que configurar: traiga un archivo y responda una vez lo que deje abierto.
profile-key-forget = olvidar
profile-files = { $count } { $count ->
    [one] archivo
   *[other] archivos
  }
profile-into-file = como diga cada archivo
profile-until = hasta el { $day }
profile-chosen = Usted decidió cómo se lee.
profile-found = Cómo se lee se encontró en el archivo.
profile-account = Las filas van a
profile-account-help = Un archivo que nombra una cuenta suya por su número va a esa.
profile-currency = Moneda de las filas que no nombran ninguna
profile-due = Cada cuánto llega uno
profile-due-usual = como siempre: { $days ->
    [one] cada día
   *[other] cada { $days } días
  }
profile-due-learn = aprendido de sus archivos
profile-due-said = cada tantos días
profile-due-none = nunca
profile-due-days = Días entre dos archivos
profile-due-wrong = escriba un número de días, como 30
profile-due-never = no se espera ninguno
profile-due-unknown = aún sin ritmo
profile-due-on = el próximo antes del { $day }, { $days ->
    [one] cada día
   *[other] cada { $days } días
  }
profile-due-since = debía llegar el { $day }, { $days ->
    [one] cada día
   *[other] cada { $days } días
  }
profile-columns = Columnas y lo que significan
profile-forget = Olvidarlo
profile-forget-help = El próximo archivo de este tipo se mira de nuevo y se pregunta lo que deje abierto. Lo que entró se queda.
view-rates = Tipos de cambio
rates = Tipos de cambio
rates-lead = Sirven para encontrar traspasos entre cuentas en distintas monedas. Para los de muchos años, suelte en la ventana el archivo de tipos del Banco Central Europeo.
rates-empty = Aún no hay tipos de cambio. Ayudan a encontrar traspasos entre cuentas en distintas monedas.
rates-drop = Suelte aquí el archivo del Banco Central Europeo: eurofxref-hist.csv o su zip. O escriba un tipo.
rates-newest = los { $count } más recientes
rate-new = Nuevo tipo de cambio
rate-pair = 1 { $base } en { $quote }
rate-base = Uno de
rate-quote = en
rate-day = Día
rate-one = Lo que vale 1 { $base } en { $quote }
rate-set = Fijar el tipo
rate-wrong = escriba un tipo de cambio, como { $example }
rate-change-of = cambiar el tipo del { $day }
rate-remove-of = quitar el tipo del { $day }
rate-source-typed = escrito
rate-source-file = de un archivo
rate-source-transfer = de un traspaso
reason-rate = al cambio del día { $rate }, { $off } de diferencia
transfer-came = { $amount } llegaron el { $day }
import-rates = { $total } tipos de cambio de { $currencies } { $currencies ->
    [one] moneda
   *[other] monedas
  }, del { $first } al { $last }: { $fresh } nuevos, { $known } ya conocidos
import-add-rates = Añadir { $count } { $count ->
    [one] tipo
   *[other] tipos
  }
import-no-new-rates = Todos los tipos ya se conocen.
result-rates = { $total } { $total ->
    [one] tipo de cambio
   *[other] tipos de cambio
  }: { $added } añadidos, { $known } ya conocidos
result-rates-days = { $count } { $count ->
    [one] moneda
   *[other] monedas
  }, del { $first } al { $last }
result-show-rates = Mostrar los tipos de cambio
