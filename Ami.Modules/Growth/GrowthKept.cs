namespace Ami.Modules.Growth;

/// <summary>What this module stores of people, in words.</summary>
internal static class GrowthKept
{
    public static IReadOnlyList<KeptData> All { get; } =
    [
        new("growth.feedback", "growth.feedback_posts", "growth.feedback_votes")
        {
            Title = new("Sugerencias y apoyos", "Ideas and votes"),
            What = new("Las ideas que propusiste y las que apoyas.", "Ideas that you proposed, and those that you support."),
            Why = new("Para decidir qué se hace después.", "To decide what is done next."),
            HowLong = KeptData.AsTheAccount,
            Remains = new(
                "Una idea tuya que otras personas apoyan, sin nada que diga de quién era.",
                "An idea of yours that others support, with nothing that says whose it was."
            ),
            SeenBy = new("La idea, cualquiera que entre; de quién es, solo el personal.", "The idea, everybody who is signed in; whose it is, only staff."),
        },
        new("growth.news", "growth.announcement_reads")
        {
            Title = new("Novedades leídas", "News that you read"),
            What = new("Qué novedades ya leíste.", "Which news you have read."),
            Why = new("Para no mostrártelas otra vez.", "Not to show it to you again."),
            HowLong = KeptData.AsTheAccount,
        },
        new("growth.joining", "growth.waitlist", "growth.invitations")
        {
            Title = new("Lista de espera e invitaciones", "Waitlist and invitations"),
            What = new(
                "Tu lugar en la lista de espera, con el correo que dejaste, y las invitaciones que enviaste o usaste, con el correo de la persona invitada si lo escribiste.",
                "Your place on the waitlist with the address that you left, and invitations that you sent or used, with the address of whoever was invited if you wrote it."
            ),
            Why = new(
                "Para avisarte cuando haya lugar, y para que cada invitación valga una vez.",
                "To tell you when there is room, and for each invitation to work once."
            ),
            HowLong = Translated.With(
                $"Un lugar sin confirmar, {SweepJoining.KeepPending.TotalDays} días; uno que ya es cuenta, {SweepJoining.KeepJoined.TotalDays}; una invitación sin usar, {SweepJoining.KeepExpired.TotalDays} después de vencer. Lo demás, mientras exista tu cuenta o estés en la lista.",
                $"A place that was not confirmed, {SweepJoining.KeepPending.TotalDays} days; one that became an account, {SweepJoining.KeepJoined.TotalDays}; an unused invitation, {SweepJoining.KeepExpired.TotalDays} after its time. The rest as long as your account exists or you are on the list."
            ),
            Remains = new(
                "Una invitación usada, sin nada que diga de quién era ni quién la usó.",
                "A used invitation, with nothing that says whose it was or who used it."
            ),
        },
        new(
            "growth.affiliate",
            "growth.affiliates",
            "growth.affiliate_days",
            "growth.affiliate_clicks",
            "growth.affiliate_signals",
            "growth.affiliate_commissions"
        )
        {
            Title = new("Programa de afiliados", "Affiliates"),
            What = new(
                "Si eres afiliado: tu código, lo que contaste de ti, cuántos abrieron tus enlaces cada día, tus comisiones y las señales de fraude que se revisaron.",
                "If you are an affiliate: your code, what you told of yourself, how many opened your links each day, your commissions, and signs of fraud that were looked into."
            ),
            Why = new("Para pagarte lo que ganaste, y no lo que no.", "To pay you what you earned, and nothing else."),
            HowLong = Translated.With(
                $"Mientras exista tu cuenta; cada apertura de un enlace, {ReleaseCommissions.KeepClicks.TotalDays} días más de lo que cuenta, sin saber de quién.",
                $"As long as your account exists; each opening of a link for {ReleaseCommissions.KeepClicks.TotalDays} days more than it counts, without knowing whose."
            ),
            Remains = new(
                "El código, las comisiones, que explican pagos, y las señales revisadas, sin nada que diga de quién eran.",
                "The code, the commissions, which explain payments, and the signs that were looked into, with nothing that says whose they were."
            ),
        },
        new("growth.account-marks", "growth.account_marks", "growth.account_marking")
        {
            Title = new("Huella de tu correo", "Fingerprint of your address"),
            What = new(
                "Un cálculo de tu correo con una clave nuestra, del que no se puede obtener el correo, y hasta qué cuenta se hizo.",
                "Something worked out from your address with a key of ours, from which the address cannot be found, and up to which account it was made."
            ),
            Why = new(
                "Para que nadie gane comisiones con una segunda cuenta de la misma persona.",
                "So that nobody earns commissions by a second account of the same person."
            ),
            HowLong = KeptData.AsTheAccount,
        },
        new("growth.came-by-link", "growth.affiliate_sign_ups")
        {
            Title = new("Llegar por un enlace", "Coming by a link"),
            What = new(
                "Si llegaste por el enlace de un afiliado: cuál, y una huella de tu correo.",
                "If you came by an affiliate's link: whose, and a fingerprint of your address."
            ),
            Why = new("Para pagar la comisión una sola vez y a quien corresponde.", "To pay the commission once, and to the right one."),
            HowLong = KeptData.AsTheAccount,
            Remains = new("Que alguien llegó por ese enlace, y nada de quién.", "That somebody came by the link, and nothing of who."),
            SeenBy = new("El afiliado ve cuántos llegaron, nunca quiénes.", "The affiliate sees how many came, never who."),
        },
    ];
}
