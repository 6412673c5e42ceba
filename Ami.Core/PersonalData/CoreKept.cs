namespace Ami.Core;

/// <summary>What the core stores of people, in words.</summary>
internal static class CoreKept
{
    /// <summary>What <see cref="CorePersonalData"/> answers for.</summary>
    public static IReadOnlyList<KeptData> Of { get; } =
    [
        new("activity.security-log", "core.audit_chain", "core.audit_details")
        {
            Title = new("Registro de seguridad", "Security log"),
            What = new(
                "Un registro de los actos que importan para la seguridad: qué se hizo con tu cuenta, cuándo, desde qué dirección de internet y con qué navegador.",
                "A record of acts that bear on security: what was done with your account, when, from which internet address and with which browser."
            ),
            Why = new(
                "Para descubrir a quien se haga pasar por ti, y para poder probar quién hizo qué.",
                "To find whoever pretends to be you, and to be able to prove who did what."
            ),
            HowLong = Translated.With(
                $"Dos años, salvo que la administración fije otro plazo entre {AuditRetention.MinDays} y {AuditRetention.MaxDays} días.",
                $"Two years, unless the administration sets another time between {AuditRetention.MinDays} and {AuditRetention.MaxDays} days."
            ),
            Remains = new(
                "Hasta que vence ese plazo queda cada apunte sin dirección, navegador ni contenido: el acto, el día y un número de cuenta que ya no designa a nadie. Sin él, la cadena que prueba que nadie alteró el registro no se podría verificar.",
                "Until that time is over each entry stays without address, browser or contents: the act, the day, and an account number that stands for nobody any more. Without it, the chain that proves that nobody altered the record could not be checked."
            ),
            SeenBy = new(
                "Tú, al descargar tus datos, y quien administra la seguridad.",
                "You, in the download of your data, and those who look after security."
            ),
        },
        new("activity.requests", "core.outbox_events", "core.outbox_deliveries", "core.idempotency_keys", "core.reminders")
        {
            Title = new("Pedidos en curso", "Requests under way"),
            What = new(
                "Lo que pediste y está por hacerse o se acaba de hacer: avisos internos entre las partes del sistema, respuestas guardadas por si tu navegador repite un pedido, y recordatorios con fecha.",
                "What you asked for that is still to be done or was just done: notes between parts of the system, answers kept in case your browser repeats a request, and reminders with a date."
            ),
            Why = new("Para que nada se pierda ni se haga dos veces.", "So that nothing is lost or done twice."),
            HowLong = Translated.With(
                $"{SweepCore.KeepEvents.TotalDays} días; un recordatorio, hasta su fecha; lo que no se pudo hacer, hasta que el personal lo resuelva.",
                $"{SweepCore.KeepEvents.TotalDays} days; a reminder until its date; what could not be done until staff deal with it."
            ),
        },
        new("activity.trials", "core.feature_flag_users")
        {
            Title = new("Funciones a prueba", "Features on trial"),
            What = new("Qué funciones nuevas se activaron solo para ti.", "Which new features were switched on just for you."),
            Why = new("Para probar lo nuevo con pocas personas antes que con todas.", "To try new things with a few people before everybody."),
            HowLong = new("Mientras dure la prueba y exista tu cuenta.", "As long as the trial lasts and your account exists."),
        },
        new("activity.ledger", "core.ledger_accounts", "core.ledger_transfers", "core.ledger_pending")
        {
            Title = new("Libro de cuentas", "Ledger"),
            What = new(
                "Cada movimiento de dinero, real o de práctica: importe, moneda, día, de qué cuenta a cuál. Las cuentas llevan un número calculado, no tu nombre ni tu número de persona.",
                "Each movement of money, real or practice: amount, currency, day, from which account to which. Accounts bear a computed number, not your name or your number."
            ),
            Why = new("Es la contabilidad: de ella salen todos los saldos.", "These are the books: every balance comes from them."),
            HowLong = new("Siempre: un asiento no se cambia ni se borra.", "Always: an entry is never changed or removed."),
            Remains = new(
                "Los movimientos, sin nada que lleve de ellos a ti. La ley obliga a conservar los libros diez años desde el último asiento (Argentina, Código Civil y Comercial, art. 328) y cinco en México (Código Fiscal de la Federación, art. 30).",
                "The movements, with nothing that leads from them to you. The law asks for books to be kept for ten years from the last entry (Argentina, Civil and Commercial Code, art. 328) and for five in Mexico (Federal Fiscal Code, art. 30)."
            ),
        },
    ];

    /// <summary>What <see cref="SharePersonalData"/> answers for.</summary>
    public static IReadOnlyList<KeptData> Links { get; } =
    [
        new("sharing.links", "core.share_links")
        {
            Title = new("Enlaces para compartir", "Shared links"),
            What = new(
                "Los enlaces con los que compartes algo: a qué llevan, su título, hasta cuándo valen y cuántas veces se abrieron. No quién los abrió.",
                "The links by which you share something: where they lead, their title, until when they work and how often they were opened. Not by whom."
            ),
            Why = new("Para mostrar lo que compartes y poder terminarlo.", "To show what you share, and to let you end it."),
            HowLong = Translated.With(
                $"Hasta {SweepCore.KeepEndedLinks.TotalDays} días después de que el enlace termina.",
                $"Until {SweepCore.KeepEndedLinks.TotalDays} days after the link has ended."
            ),
            SeenBy = new(
                "Quien tenga el enlace ve lo compartido, sin tu nombre ni tu correo.",
                "Whoever has the link sees what is shared, without your name or address."
            ),
        },
    ];

    /// <summary>What <see cref="LongJobPersonalData"/> answers for.</summary>
    public static IReadOnlyList<KeptData> Jobs { get; } =
    [
        new("jobs.jobs", "core.long_jobs")
        {
            Title = new("Trabajos largos", "Long jobs"),
            What = new(
                "Los trabajos largos que pediste, con los archivos que subiste para ellos y los que resultaron.",
                "Long jobs that you asked for, with the files that you uploaded for them and those that came of it."
            ),
            Why = new("Para hacerlos y que encuentres el resultado.", "To do them, and for you to find the result."),
            HowLong = Translated.With(
                $"{LongJobKind.DefaultKeep.TotalDays} días después de terminar, si el trabajo no dice otra cosa.",
                $"{LongJobKind.DefaultKeep.TotalDays} days after they end, unless the job says otherwise."
            ),
        },
    ];
}
