namespace Ami.Modules.Payments;

/// <summary>What payments store of people, in words.</summary>
internal static class PaymentsKept
{
    private static readonly Translated Law = Translated.With(
        $"{SweepBooks.KeepYears} años desde su fecha (Argentina, Código Civil y Comercial, art. 328, que pide diez; México, Código Fiscal de la Federación, art. 30, que pide cinco); después se borra.",
        $"{SweepBooks.KeepYears} years from its date (Argentina, Civil and Commercial Code, art. 328, which asks for ten; Mexico, Federal Fiscal Code, art. 30, which asks for five); then it is deleted."
    );

    public static IReadOnlyList<KeptData> All { get; } =
    [
        new(
            "payments.subscriptions",
            "payments.customers",
            "payments.departures",
            "payments.checkouts",
            "payments.subscriptions",
            "payments.subscription_states"
        )
        {
            Title = new("Plan y suscripción", "Plan and subscription"),
            What = new(
                "Tu plan: cuándo empezó, cuánto cuesta, hasta cuándo está pagado, y el número con que te conoce el proveedor de pagos. Los datos de tu tarjeta los tiene solo él.",
                "Your plan: when it began, what it costs, until when it is paid, and the number by which the payment provider knows you. Only the provider has your card's details."
            ),
            Why = new("Para cobrar lo acordado y darte lo que pagaste.", "To charge what was agreed, and to give you what you paid for."),
            HowLong = KeptData.AsTheAccount,
            Remains = new(
                "Cómo cambió la suscripción, sin nada que lleve a ti, para las cifras de ingresos. El número del proveedor, hasta que también él te haya olvidado.",
                "How the subscription changed, with nothing that leads to you, for the figures of revenue. The provider's number, until the provider has forgotten you too."
            ),
        },
        new("payments.events", "payments.stripe_events")
        {
            Title = new("Avisos del proveedor de pagos", "Messages of the payment provider"),
            What = new("Lo que el proveedor de pagos nos avisa de tus pagos.", "What the payment provider tells us about your payments."),
            Why = new(
                "Para que tus pagos se apliquen una sola vez, y encontrar los que no.",
                "For your payments to count once, and to find those that did not."
            ),
            HowLong = Translated.With($"{HealPayments.KeepPayloads.TotalDays} días.", $"{HealPayments.KeepPayloads.TotalDays} days."),
            Remains = new(
                "Que hubo un aviso, sin su contenido ni nada que lleve a ti.",
                "That there was a message, without what it said or anything that leads to you."
            ),
        },
        new("payments.purchases", "payments.purchases", "payments.disputes")
        {
            Title = new("Compras y reclamos", "Purchases and disputes"),
            What = new("Lo que compraste o te regalaron, y los reclamos a tu banco.", "What you bought or were given, and disputes with your bank."),
            Why = new("Para que lo tengas, y para devolverte el dinero si corresponde.", "For you to have it, and to pay you back where that is due."),
            HowLong = KeptData.AsTheAccount,
            Remains = new(
                "Lo que regalaste a otra persona sigue siendo suyo, sin nada que diga de quién vino. De un reclamo, la referencia del pago.",
                "What you gave to somebody stays theirs, with nothing that says who gave it. Of a dispute, the reference of the payment."
            ),
        },
        new("payments.cards", "payments.card_uses")
        {
            Title = new("Con qué tarjeta se pagó", "Which card paid"),
            What = new(
                "Una marca de la tarjeta de cada pago: un cálculo con una clave nuestra del que no se puede obtener la tarjeta.",
                "A mark of the card of each payment: worked out with a key of ours, and the card cannot be found from it."
            ),
            Why = new(
                "Para que nadie gane comisiones por sus propias compras con otra cuenta.",
                "So that nobody earns commissions by what they buy themselves with another account."
            ),
            HowLong = KeptData.AsTheAccount,
        },
        new("payments.invoices", "payments.invoices")
        {
            Title = new("Facturas y notas de crédito", "Invoices and credit notes"),
            What = new(
                "Tus facturas y notas de crédito: número, fecha, nombre, domicilio, país y número fiscal, qué se vendió, importes, impuestos y la referencia del pago.",
                "Your invoices and credit notes: number, date, name, place, country and tax number, what was sold, amounts, taxes and the reference of the payment."
            ),
            Why = new("La ley obliga a emitirlas y conservarlas.", "The law asks for them to be issued and kept."),
            HowLong = Law,
            Remains = Translated.With(
                $"El documento tal como se emitió, sin nada que lleve de él a una cuenta, hasta que pasen {SweepBooks.KeepYears} años de su fecha: la misma ley obliga a conservarlo.",
                $"The document as it was issued, with nothing that leads from it to an account, until {SweepBooks.KeepYears} years after its date: the same law asks for it to be kept."
            ),
            SeenBy = new(
                "Tú, quien lleva los pagos en AMI y la autoridad fiscal, si la ley lo manda.",
                "You, those who look after payments in AMI, and the tax office where the law says so."
            ),
        },
        new("payments.wallet", "payments.deposits", "payments.deposit_refunds", "payments.withdrawals")
        {
            Title = new("Ingresos y retiros", "Deposits and withdrawals"),
            What = new(
                "Lo que ingresaste y retiraste de la billetera, y a qué cuenta pediste que llegara.",
                "What you paid into and took out of your wallet, and the account that you wanted it to go to."
            ),
            Why = new(
                "Para darte tu dinero, y porque son comprobantes de la contabilidad.",
                "To give you your money, and because these are vouchers of the books."
            ),
            HowLong = Law,
            Remains = new(
                "Importe, fecha y estado, sin nada que lleve a ti; el destino de un retiro aprobado, hasta que se paga. Por la misma ley y el mismo tiempo.",
                "Amount, date and state, with nothing that leads to you; where an approved withdrawal goes, until it is paid. By the same law and for the same time."
            ),
        },
        new("payments.approvals", "payments.withdrawals")
        {
            Title = new("Retiros aprobados", "Approved withdrawals"),
            What = new("Si eres del personal: qué retiros aprobaste.", "If you are staff: which withdrawals you approved."),
            Why = new(
                "Para poder probar que dinero de otros salió con la aprobación de dos personas.",
                "To be able to prove that money of others left with the approval of two people."
            ),
            HowLong = Law,
            Remains = new(
                "El retiro, con un número que ya no designa a nadie: prueba que fueron dos personas y no una. Por la misma ley y el mismo tiempo.",
                "The withdrawal, with a number that stands for nobody any more: it proves that they were two people and not one. By the same law and for the same time."
            ),
        },
    ];
}
