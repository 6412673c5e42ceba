namespace Ami.Modules.Growth;

/// <summary>
/// Writes commissions into the ledger: reserved from what affiliates cost to a person's cash, posted in full or in part, or released; and taken back as far as there
/// is cash. Ids are made of the sale's, so a repeat changes nothing.
/// </summary>
internal sealed class CommissionBooks(Ledger ledger, TimeProvider time)
{
    /// <summary>Reserves what a sale comes to.</summary>
    public async Task Reserve(CommissionRow row, Guid userId, CancellationToken cancellationToken)
    {
        var (house, cash) = Accounts(row, userId);
        await ledger.Open([house, cash], cancellationToken);
        await Post(
            [
                new PendingTransfer(
                    PendingId(row),
                    house.Id,
                    cash.Id,
                    new Money(row.Reserved, cash.Currency),
                    CommissionTransfers.Paid,
                    row.SaleId,
                    time.GetUtcNow()
                ),
            ],
            cancellationToken
        );
    }

    /// <summary>Gives back what was reserved.</summary>
    public Task Void(CommissionRow row, CancellationToken cancellationToken) =>
        Post([new VoidPending(Step(row, "void"), PendingId(row), CommissionTransfers.Paid, row.SaleId, time.GetUtcNow())], cancellationToken);

    /// <summary>Pays out what is left of a commission, and takes from it what is owed of others, in their order.</summary>
    /// <returns>What was taken of each.</returns>
    public async Task<IReadOnlyList<decimal>> Pay(CommissionRow row, Guid userId, IReadOnlyList<CommissionRow> owed, CancellationToken cancellationToken)
    {
        var left = row.Amount;
        var taken = new List<decimal>();
        List<LedgerStep> steps = [new PostPending(Step(row, "post"), PendingId(row), row.Amount, CommissionTransfers.Paid, row.SaleId, time.GetUtcNow())];
        foreach (var one in owed)
        {
            var part = decimal.Min(left, one.Outstanding);
            left -= part;
            taken.Add(part);
            if (part > 0)
            {
                steps.Add(Back(one, userId, part));
            }
        }

        await Post(steps, cancellationToken);
        return taken;
    }

    /// <summary>Takes back what there is cash for.</summary>
    /// <returns>How much; nothing when the cash went elsewhere meanwhile.</returns>
    public async Task<decimal> TakeBack(CommissionRow row, Guid userId, CancellationToken cancellationToken)
    {
        var balance = await ledger.Balance(Accounts(row, userId).Cash, cancellationToken);
        var part = balance.IsOk ? decimal.Min(row.Outstanding, balance.Value.Available.Amount) : 0;
        return part > 0 && await ledger.Post([Back(row, userId, part)], cancellationToken) is { IsOk: true } ? part : 0;
    }

    /// <summary>The house may go below zero, and what is reserved is settled behind the hold: a refusal is a mistake of ours, and nothing is done.</summary>
    private async Task Post(IReadOnlyCollection<LedgerStep> steps, CancellationToken cancellationToken)
    {
        if (await ledger.Post(steps, cancellationToken) is { IsOk: false, Error: var refused })
        {
            throw new InvalidOperationException($"The ledger refused a commission: {refused.Code}");
        }
    }

    private LedgerTransfer Back(CommissionRow row, Guid userId, decimal amount)
    {
        var (house, cash) = Accounts(row, userId);
        // What is still owed is less after each time, so each has an id of its own.
        var id = Step(row, FormattableString.Invariant($"back/{row.Outstanding:0.00######}"));
        return new LedgerTransfer(id, cash.Id, house.Id, new Money(amount, cash.Currency), CommissionTransfers.TakenBack, row.SaleId, time.GetUtcNow());
    }

    private static Guid PendingId(CommissionRow row) => Step(row, "reserve");

    private static Guid Step(CommissionRow row, string what) => ComputedId.Of($"growth/ledger/{row.Id:N}/{what}");

    private static (LedgerAccount House, LedgerAccount Cash) Accounts(CommissionRow row, Guid userId)
    {
        var currency = Currency.Parse(row.Currency).Value;
        return (
            new LedgerAccount(ChartOfAccounts.House, ChartOfAccounts.RealAffiliates, currency),
            LedgerAccount.OfPerson(userId, ChartOfAccounts.RealCash, currency)
        );
    }
}
