namespace Ami.Modules.Payments;

/// <summary>Writes what was paid, paid back and kept into the ledger. Ids are made of the provider's, so a repeat changes nothing.</summary>
internal sealed class PaymentBooks(Ledger ledger, TimeProvider time)
{
    /// <summary>What was sold comes in at the provider, taxes apart.</summary>
    public Task<Result> Sold(InvoiceRow invoice, CancellationToken cancellationToken) =>
        Post(
            invoice,
            [
                ("sale", ChartOfAccounts.RealRevenue, ChartOfAccounts.RealStripe, invoice.Net),
                ("tax", ChartOfAccounts.RealTaxes, ChartOfAccounts.RealStripe, invoice.Tax),
            ],
            cancellationToken
        );

    /// <summary>What was paid back goes the other way.</summary>
    public Task<Result> PaidBack(InvoiceRow note, CancellationToken cancellationToken) =>
        Post(
            note,
            [
                ("refund", ChartOfAccounts.RealStripe, ChartOfAccounts.RealRevenue, note.Net),
                ("tax-refund", ChartOfAccounts.RealStripe, ChartOfAccounts.RealTaxes, note.Tax),
            ],
            cancellationToken
        );

    /// <summary>What was paid back and did not arrive is at the provider again.</summary>
    public Task<Result> CameBack(InvoiceRow note, CancellationToken cancellationToken) =>
        Post(
            note,
            [
                ("refund-failed", ChartOfAccounts.RealRevenue, ChartOfAccounts.RealStripe, note.Net),
                ("tax-refund-failed", ChartOfAccounts.RealTaxes, ChartOfAccounts.RealStripe, note.Tax),
            ],
            cancellationToken
        );

    /// <summary>What the provider kept of a payment.</summary>
    public async Task<Result> Kept(string paymentId, decimal fee, string currency, CancellationToken cancellationToken)
    {
        if (!Currency.Parse(currency.ToUpperInvariant()).Try(out var known, out var unknown))
        {
            return unknown;
        }

        return await Post(
            ComputedId.Of($"payment/{paymentId}"),
            known,
            [("provider-fee", ChartOfAccounts.RealStripe, ChartOfAccounts.RealStripeFees, fee)],
            cancellationToken
        );
    }

    private async Task<Result> Post(InvoiceRow document, (string, LedgerKind, LedgerKind, decimal)[] moves, CancellationToken cancellationToken) =>
        Currency.Parse(document.Currency).Try(out var currency, out var unknown) ? await Post(document.Id, currency, moves, cancellationToken) : unknown;

    private async Task<Result> Post(
        Guid reference,
        Currency currency,
        (string Kind, LedgerKind From, LedgerKind To, decimal Amount)[] moves,
        CancellationToken cancellationToken
    )
    {
        var real = moves.Where(move => move.Amount > 0).ToList();
        LedgerAccount Account(LedgerKind kind) => new(ChartOfAccounts.House, kind, currency);
        if (real.Count == 0)
        {
            return Result.Ok;
        }

        await ledger.Open(real.SelectMany(move => (LedgerAccount[])[Account(move.From), Account(move.To)]).Distinct(), cancellationToken);
        return await ledger.Post(
            [
                .. real.Select(move => new LedgerTransfer(
                    ComputedId.Of($"payments/{move.Kind}/{reference:N}"),
                    Account(move.From).Id,
                    Account(move.To).Id,
                    new Money(move.Amount, currency),
                    $"payments.{move.Kind}",
                    reference,
                    time.GetUtcNow()
                )),
            ],
            cancellationToken
        );
    }
}
