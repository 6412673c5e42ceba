using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Payments;

/// <summary>What people are told about their subscription.</summary>
internal sealed class SubscriptionMessages(Messages messages)
{
    /// <summary>The page of the web app on which one sees and changes one's subscription.</summary>
    public const string Page = "/account/plan";

    private static readonly MessageKind Started = Kind(
        "payments.subscription-started",
        new("Suscripción activa", "Subscription active"),
        new("Tu plan {plan} está activo", "Ya puedes usar todo lo que incluye. Las facturas y los cambios están en tu cuenta.", "Ver mi plan"),
        new("Your plan {plan} is active", "You can use everything that it includes. Invoices and changes are in your account.", "See my plan")
    );

    private static readonly MessageKind PaymentFailed = Kind(
        "payments.renewal-failed",
        new("Pago fallido", "Failed payment"),
        new(
            "No pudimos cobrar tu plan {plan}",
            "La tarjeta no aceptó el pago, o tu banco pide que lo confirmes. Lo intentaremos de nuevo; tu plan sigue hasta el {until}.\n\nActualiza la tarjeta o confirma el pago para no perderlo.",
            "Arreglar el pago"
        ),
        new(
            "We could not collect the payment of your plan {plan}",
            "The card did not accept the payment, or your bank wants you to confirm it. We will try again; your plan stays until {until}.\n\nUpdate the card or confirm the payment to keep it.",
            "Fix the payment"
        )
    );

    private static readonly MessageKind Recovered = Kind(
        "payments.renewal-recovered",
        new("Pago recibido", "Payment received"),
        new("Recibimos el pago de tu plan {plan}", "Todo está en orden de nuevo.", "Ver mi plan"),
        new("We received the payment of your plan {plan}", "Everything is in order again.", "See my plan")
    );

    private static readonly MessageKind Stopped = Kind(
        "payments.plan-stopped",
        new("Plan detenido", "Plan stopped"),
        new(
            "Tu plan {plan} está detenido",
            "El pago sigue pendiente, así que tu cuenta tiene el plan gratuito. Lo que guardaste sigue ahí, y al pagar vuelve todo.",
            "Pagar"
        ),
        new(
            "Your plan {plan} is stopped",
            "The payment is still open, so your account has the free plan. What you saved is still there, and everything is back when it is paid.",
            "Pay"
        )
    );

    private static readonly MessageKind PaidBack = Kind(
        "payments.plan-paid-back",
        new("Plan devuelto", "Plan paid back"),
        new(
            "Tu plan {plan} ya no está activo",
            "El pago de este periodo se devolvió o está en disputa, así que tu cuenta tiene el plan gratuito. Lo que guardaste sigue ahí.",
            "Ver mi plan"
        ),
        new(
            "Your plan {plan} is no longer active",
            "The payment for this period was paid back or is disputed, so your account has the free plan. What you saved is still there.",
            "See my plan"
        )
    );

    private static readonly MessageKind Paused = Kind(
        "payments.subscription-paused",
        new("Suscripción en pausa", "Subscription paused"),
        new("Tu suscripción está en pausa", "No cobramos nada mientras dure. Puedes volver cuando quieras.", "Ver mi plan"),
        new("Your subscription is paused", "We collect nothing while it lasts. Come back whenever you like.", "See my plan")
    );

    private static readonly MessageKind Ended = Kind(
        "payments.subscription-ended",
        new("Suscripción terminada", "Subscription ended"),
        new("Tu suscripción {plan} ha terminado", "Tu cuenta tiene ahora el plan gratuito. Lo que guardaste sigue ahí.", "Ver los planes"),
        new("Your subscription {plan} has ended", "Your account has the free plan now. What you saved is still there.", "See the plans")
    );

    private static readonly MessageKind TrialEnding = Kind(
        "payments.trial-ends",
        new("Fin de la prueba", "End of the trial"),
        new(
            "Tu prueba de {plan} termina el {until}",
            "Ese día cobramos {amount} {currency}. Si no quieres seguir, cancela antes y no pagas nada.",
            "Ver mi plan"
        ),
        new(
            "Your trial of {plan} ends on {until}",
            "We collect {amount} {currency} on that day. If you do not want to go on, cancel before and pay nothing.",
            "See my plan"
        )
    );

    private static readonly MessageKind ActionRequired = Kind(
        "payments.action-required",
        new("Pago por confirmar", "Payment to confirm"),
        new("Tu banco pide que confirmes un pago", "Sin tu confirmación no podemos cobrarlo. Ábrelo en tu cuenta y confírmalo.", "Confirmar el pago"),
        new("Your bank wants you to confirm a payment", "We cannot collect it without you. Open it in your account and confirm it.", "Confirm the payment")
    );

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } = [Started, PaymentFailed, Recovered, Stopped, PaidBack, Paused, Ended, TrialEnding, ActionRequired];

    /// <summary>Tells of a standing that changed.</summary>
    /// <param name="row">As it is now.</param>
    /// <param name="before">How it stood; null when it was not known.</param>
    public void Changed(SubscriptionRow row, Standing? before)
    {
        var kind = (before, row.Standing) switch
        {
            (Standing.Grace or Standing.Unpaid or Standing.PaidBack, Standing.Active) => Recovered,
            (null or Standing.Incomplete or Standing.Paused, Standing.Active or Standing.Trial) => Started,
            (_, Standing.Grace) => PaymentFailed,
            (not null, Standing.Unpaid) => Stopped,
            (_, Standing.PaidBack) => PaidBack,
            (_, Standing.Paused) => Paused,
            (not (null or Standing.Incomplete), Standing.Ended) => Ended,
            _ => null,
        };
        if (kind is not null)
        {
            messages.Send(kind, row.UserId, Values(row, row.GraceUntil), Page);
        }
    }

    /// <summary>Tells that a trial ends soon.</summary>
    public void TrialEnds(SubscriptionRow row) => messages.Send(TrialEnding, row.UserId, Values(row, row.TrialEnd), Page);

    /// <summary>Tells that a payment waits for its person.</summary>
    public void WantsAction(Guid userId) => messages.Send(ActionRequired, userId, link: Page);

    private static Dictionary<string, string> Values(SubscriptionRow row, DateTimeOffset? until) =>
        new()
        {
            ["plan"] = row.Plan.ToString(),
            ["amount"] = row.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
            ["currency"] = row.Currency,
            ["until"] = (until ?? row.PeriodEnd).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };

    private static MessageKind Kind(string name, Translated title, MessageText spanish, MessageText english) =>
        new(name, title, Channels.InApp | Channels.Email, spanish, english) { IsMandatory = true };
}
