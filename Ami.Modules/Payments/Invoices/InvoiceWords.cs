using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>The texts of invoices and credit notes.</summary>
internal sealed record InvoiceWords
{
    public required string Invoice { get; init; }
    public required string CreditNote { get; init; }
    public required string DebitNote { get; init; }
    public required string Number { get; init; }
    public required string Issued { get; init; }
    public required Func<string, string> Credits { get; init; }
    public required Func<string, string> Counters { get; init; }
    public required string Seller { get; init; }
    public required string Buyer { get; init; }
    public required string TaxId { get; init; }
    public required string Item { get; init; }
    public required string Period { get; init; }
    public required string Amount { get; init; }
    public required string Net { get; init; }
    public required string Tax { get; init; }
    public required string Total { get; init; }
    public required string Refund { get; init; }
    public required string RefundFailed { get; init; }
    public required Func<Plan, BillingInterval, bool, string> PlanLine { get; init; }
    public required string Simulated { get; init; }
    public required string NotFiscal { get; init; }

    public static InvoiceWords English { get; } =
        new()
        {
            Invoice = "Invoice",
            CreditNote = "Credit note",
            DebitNote = "Debit note",
            Number = "Number",
            Issued = "Issued",
            Credits = number => $"For invoice {number}.",
            Counters = number => $"Cancels credit note {number}: the refund did not arrive.",
            Seller = "Seller",
            Buyer = "Buyer",
            TaxId = "Tax number",
            Item = "Item",
            Period = "Period",
            Amount = "Amount",
            Net = "Net",
            Tax = "Taxes",
            Total = "Total",
            Refund = "Paid back",
            RefundFailed = "Refund that did not arrive",
            PlanLine = (plan, interval, part) =>
                $"Plan {plan}, {(interval == BillingInterval.Year ? "yearly" : "monthly")}{(part ? ", part of the period" : "")}",
            Simulated = "Simulated payment: no money moved.",
            NotFiscal = "This document is not a fiscal invoice under the law of the buyer’s country; ask us for one if you need it.",
        };

    public static InvoiceWords Spanish { get; } =
        new()
        {
            Invoice = "Factura",
            CreditNote = "Nota de crédito",
            DebitNote = "Nota de débito",
            Number = "Número",
            Issued = "Emitida",
            Credits = number => $"De la factura {number}.",
            Counters = number => $"Anula la nota de crédito {number}: la devolución no llegó.",
            Seller = "Vendedor",
            Buyer = "Comprador",
            TaxId = "Número fiscal",
            Item = "Concepto",
            Period = "Período",
            Amount = "Importe",
            Net = "Neto",
            Tax = "Impuestos",
            Total = "Total",
            Refund = "Devolución",
            RefundFailed = "Devolución que no llegó",
            PlanLine = (plan, interval, part) =>
                $"Plan {plan}, {(interval == BillingInterval.Year ? "anual" : "mensual")}{(part ? ", parte del período" : "")}",
            Simulated = "Pago simulado: no se movió dinero.",
            NotFiscal = "Este documento no es una factura fiscal según la ley del país del comprador; si la necesitas, pídenosla.",
        };

    public static InvoiceWords In(Language language) => language == Language.Es ? Spanish : English;
}
