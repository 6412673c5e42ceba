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

    /// <summary>What the provider paid out to the bank, or took back from it.</summary>
    /// <param name="transactionId">The provider's balance transaction.</param>
    /// <param name="amount">To the bank; below zero for back.</param>
    /// <param name="currency">Upper case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Result> PaidOut(string transactionId, decimal amount, string currency, CancellationToken cancellationToken) =>
        PostOf(
            transactionId,
            currency,
            [
                (BankMoves.Payout, ChartOfAccounts.RealStripe, ChartOfAccounts.RealBank, amount),
                (BankMoves.PayoutBack, ChartOfAccounts.RealBank, ChartOfAccounts.RealStripe, -amount),
            ],
            cancellationToken
        );

    /// <summary>What a dispute took of a sale, or gave back, and what the provider kept for it.</summary>
    /// <param name="transactionId">The provider's balance transaction.</param>
    /// <param name="amount">That was taken; below zero for what came back.</param>
    /// <param name="fee">That was kept; below zero for what came back.</param>
    /// <param name="currency">Upper case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Result> Disputed(string transactionId, decimal amount, decimal fee, string currency, CancellationToken cancellationToken) =>
        PostOf(
            transactionId,
            currency,
            [
                ("dispute", ChartOfAccounts.RealStripe, ChartOfAccounts.RealRevenue, amount),
                ("dispute-back", ChartOfAccounts.RealRevenue, ChartOfAccounts.RealStripe, -amount),
                ("provider-fee", ChartOfAccounts.RealStripe, ChartOfAccounts.RealStripeFees, fee),
                ("provider-fee-back", ChartOfAccounts.RealStripeFees, ChartOfAccounts.RealStripe, -fee),
            ],
            cancellationToken
        );

    private async Task<Result> PostOf(
        string transactionId,
        string currency,
        (string, LedgerKind, LedgerKind, decimal)[] moves,
        CancellationToken cancellationToken
    ) =>
        Currency.Parse(currency).Try(out var known, out var unknown)
            ? await Post(BankMoves.Reference(transactionId), known, moves, cancellationToken)
            : unknown;

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

/// <summary>How movements are found again that are made from the provider's balance transactions.</summary>
internal static class BankMoves
{
    public const string Payout = "payout";
    public const string PayoutBack = "payout-back";

    /// <summary>The reference of what one balance transaction moved.</summary>
    public static Guid Reference(string transactionId) => ComputedId.Of($"balance/{transactionId}");

    /// <summary>1 for what went to the bank, -1 for what came back.</summary>
    /// <param name="kind">As the ledger has it.</param>
    public static int Sign(string kind) => kind == $"payments.{PayoutBack}" ? -1 : 1;
}
