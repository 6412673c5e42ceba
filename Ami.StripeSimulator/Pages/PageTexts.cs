namespace Ami.StripeSimulator.Pages;

/// <summary>The words of the pages, in both languages.</summary>
internal sealed record PageTexts
{
    private const string NotProved = "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

    public required string Language { get; init; }
    public required string Simulated { get; init; }
    public required string Explained { get; init; }
    public required string Number { get; init; }
    public required string Expiry { get; init; }
    public required string Cvc { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string Country { get; init; }
    public required string Pay { get; init; }
    public required string Subscribe { get; init; }
    public required string StartTrial { get; init; }
    public required string Back { get; init; }
    public required string Total { get; init; }
    public required string DueToday { get; init; }
    public required string Discount { get; init; }
    public required string Tax { get; init; }
    public required string PromotionCode { get; init; }
    public required string Apply { get; init; }
    public required string CodeInvalid { get; init; }
    public required string NotOpen { get; init; }
    public required string Prove { get; init; }
    public required string ProveExplained { get; init; }
    public required string Approve { get; init; }
    public required string Refuse { get; init; }
    public required string Portal { get; init; }
    public required string Card { get; init; }
    public required string ChangeCard { get; init; }
    public required string Cancel { get; init; }
    public required string Resume { get; init; }
    public required string Switch { get; init; }
    public required string Invoices { get; init; }
    public required string EndsOn { get; init; }
    public required string RenewsOn { get; init; }
    public required string Paid { get; init; }
    public required string TestNumbers { get; init; }
    public required IReadOnlyDictionary<string, string> Errors { get; init; }

    public static PageTexts For(string? locale) => locale?.StartsWith("es", StringComparison.OrdinalIgnoreCase) == true ? Spanish : English;

    public string Error(StripeFault fault) =>
        Errors.GetValueOrDefault(fault.More.Text("decline_code") ?? "") ?? Errors.GetValueOrDefault(fault.Code ?? "") ?? fault.Message;

    private static readonly PageTexts English = new()
    {
        Language = "en",
        Simulated = "Simulated payment – no money moves",
        Explained = "This page stands in for Stripe. Use a test number; real cards are not accepted.",
        Number = "Card number",
        Expiry = "Expiry (MM / YY)",
        Cvc = "CVC",
        Name = "Name on card",
        Email = "Email",
        Country = "Country",
        Pay = "Pay",
        Subscribe = "Subscribe",
        StartTrial = "Start trial",
        Back = "Back",
        Total = "Total",
        DueToday = "Due today",
        Discount = "Discount",
        Tax = "Tax",
        PromotionCode = "Promotion code",
        Apply = "Apply",
        CodeInvalid = "This code is invalid.",
        NotOpen = "This page has expired or was already used.",
        Prove = "3-D Secure",
        ProveExplained = "Your bank would ask here whether it is you.",
        Approve = "Complete authentication",
        Refuse = "Fail authentication",
        Portal = "Your subscription",
        Card = "Card",
        ChangeCard = "Use this card",
        Cancel = "Cancel subscription",
        Resume = "Keep subscription",
        Switch = "Switch to this plan",
        Invoices = "Invoices",
        EndsOn = "Ends on",
        RenewsOn = "Renews on",
        Paid = "Thank you, it is paid.",
        TestNumbers =
            "Test numbers: 4242 4242 4242 4242 pays · 4000 0000 0000 0002 declines · 4000 0027 6000 3184 asks for 3-D Secure · 4000 0000 0000 0341 declines at renewal",
        Errors = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // What comes by the address of the page, without its words.
            ["payment_intent_authentication_failure"] = NotProved,
            ["setup_intent_authentication_failure"] = NotProved,
        },
    };

    private static readonly PageTexts Spanish = new()
    {
        Language = "es",
        Simulated = "Pago simulado: no se mueve dinero",
        Explained = "Esta página hace las veces de Stripe. Use un número de prueba; no se aceptan tarjetas reales.",
        Number = "Número de tarjeta",
        Expiry = "Vencimiento (MM / AA)",
        Cvc = "CVC",
        Name = "Nombre en la tarjeta",
        Email = "Correo electrónico",
        Country = "País",
        Pay = "Pagar",
        Subscribe = "Suscribirse",
        StartTrial = "Empezar la prueba",
        Back = "Volver",
        Total = "Total",
        DueToday = "A pagar hoy",
        Discount = "Descuento",
        Tax = "Impuestos",
        PromotionCode = "Código promocional",
        Apply = "Aplicar",
        CodeInvalid = "Este código no es válido.",
        NotOpen = "Esta página venció o ya se usó.",
        Prove = "3-D Secure",
        ProveExplained = "Aquí su banco le preguntaría si es usted.",
        Approve = "Completar la autenticación",
        Refuse = "Fallar la autenticación",
        Portal = "Su suscripción",
        Card = "Tarjeta",
        ChangeCard = "Usar esta tarjeta",
        Cancel = "Cancelar la suscripción",
        Resume = "Mantener la suscripción",
        Switch = "Cambiar a este plan",
        Invoices = "Facturas",
        EndsOn = "Termina el",
        RenewsOn = "Se renueva el",
        Paid = "Gracias, está pagado.",
        TestNumbers =
            "Números de prueba: 4242 4242 4242 4242 paga · 4000 0000 0000 0002 se rechaza · 4000 0027 6000 3184 pide 3-D Secure · 4000 0000 0000 0341 se rechaza al renovar",
        Errors = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["insufficient_funds"] = "Su tarjeta no tiene fondos suficientes.",
            ["expired_card"] = "Su tarjeta está vencida.",
            ["incorrect_cvc"] = "El código de seguridad de su tarjeta es incorrecto.",
            ["processing_error"] = "Hubo un error al procesar su tarjeta. Vuelva a intentarlo en un momento.",
            ["incorrect_number"] = "El número de tarjeta es incorrecto.",
            ["payment_intent_authentication_failure"] = "No pudimos autenticar su método de pago. Elija otro y vuelva a intentarlo.",
            ["setup_intent_authentication_failure"] = "No pudimos autenticar su método de pago. Elija otro y vuelva a intentarlo.",
            ["card_declined"] = "Su tarjeta fue rechazada.",
        },
    };
}
