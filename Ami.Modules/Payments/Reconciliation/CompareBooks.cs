namespace Ami.Modules.Payments;

/// <summary>What a look at some lines gave.</summary>
/// <param name="Looked">What was looked at, so that a case of it that was not found again agrees by now.</param>
/// <param name="Found">What differs.</param>
internal sealed record Comparison(IReadOnlyList<string> Looked, IReadOnlyList<FoundDifference> Found);

/// <summary>
/// Compares lines of the provider's with our books. What no message tells of (payouts, what a dispute took, the provider's own fees) is written into the ledger
/// on the way, once, by the provider's ids.
/// </summary>
internal sealed class CompareBooks(UnitOfWork unitOfWork, ProviderStatement statement, OurBooks ours, PaymentBooks books)
{
    /// <summary>Compares some lines. The provider is asked about payouts, so this is not for a transaction.</summary>
    public async Task<Result<Comparison>> Compare(IReadOnlyList<ProviderEntry> entries, CancellationToken cancellationToken)
    {
        var foreign = entries.Where(one => !Currency.Parse(one.Currency).Try(out _, out _)).ToList();
        var looked = entries.Select(one => one.ObjectId).ToList();
        var found = foreign.Select(Differences.Foreign).ToList();
        entries = [.. entries.Except(foreign)];
        var known = await ours.Of(Keys(entries), cancellationToken);
        var fees = await ours.Booked([.. entries.Where(IsPaid).Select(one => FeeOf(one.PaymentId!))], cancellationToken);
        foreach (var entry in entries)
        {
            switch (entry.Kind)
            {
                case EntryKind.Charge:
                    found.AddRange(Differences.Of(entry, [.. known[entry.ObjectId]], FeesOf(entry, fees)));
                    break;
                case EntryKind.Refund:
                    found.AddRange(Differences.Of(entry, [.. known[entry.ObjectId]], fee: null));
                    break;
                case EntryKind.Dispute:
                    found.AddRange(Differences.Of(entry, [.. known[entry.SourceId]], fee: null));
                    break;
                case EntryKind.Other:
                    found.Add(Differences.Unknown(entry));
                    break;
            }
        }

        foreach (var entry in entries.Where(one => one.Kind == EntryKind.Payout))
        {
            if (!(await Payout(entry, cancellationToken)).Try(out var differs, out var refused))
            {
                return refused;
            }

            found.AddRange(differs);
        }

        var wrong = await unitOfWork.Run(ct => Book(entries, known, ct), cancellationToken);
        return wrong is { IsOk: false } ? wrong.Error : new Comparison(looked, found);
    }

    private async Task<Result<List<FoundDifference>>> Payout(ProviderEntry entry, CancellationToken cancellationToken)
    {
        if (!(await statement.Payout(entry.SourceId, cancellationToken)).Try(out var payout, out var refused))
        {
            return refused;
        }

        // The failure of a payout brings the same back, under a line of its own.
        var house = decimal.Abs(entry.Amount) - await Deposited(payout?.Entries ?? [], cancellationToken);
        var reference = BankMoves.Reference(entry.Id);
        var moved = await ours.Booked([reference], cancellationToken);
        decimal? booked = moved.Count == 0 ? null : moved.Where(one => one.Key.Currency == entry.Currency).Sum(one => BankMoves.Sign(one.Key.Kind) * one.Value);
        var sign = entry.Amount < 0 ? 1 : -1;
        if (booked is null && payout is { IsWaiting: false })
        {
            var posted = await unitOfWork.Run(ct => books.PaidOut(entry.Id, sign * house, entry.Currency, ct), cancellationToken);
            if (posted is { IsOk: false } wrong)
            {
                return wrong.Error;
            }
        }

        return entry.IsPayout ? Differences.Of(entry, payout, booked * sign, house).ToList() : new List<FoundDifference>();
    }

    /// <summary>What of some lines is people's, who paid it in: it is not the house's money at the provider.</summary>
    private async Task<decimal> Deposited(IReadOnlyList<ProviderEntry> entries, CancellationToken cancellationToken)
    {
        var deposits = await DepositsOf(entries, cancellationToken);
        return entries.Where(one => one.PaymentId is { } payment && deposits.Contains(payment)).Sum(one => one.Amount);
    }

    private async Task<HashSet<string>> DepositsOf(IReadOnlyList<ProviderEntry> entries, CancellationToken cancellationToken)
    {
        var known = await ours.Of([.. entries.Select(one => one.PaymentId).OfType<string>().Distinct()], cancellationToken);
        return [.. known.SelectMany(one => one).Where(one => one.What == "deposit").Select(one => one.ProviderId)];
    }

    /// <summary>What a dispute of a sale took, and what the provider took for itself.</summary>
    private async Task<Result> Book(IReadOnlyList<ProviderEntry> entries, ILookup<string, OwnEntry> known, CancellationToken cancellationToken)
    {
        var due = entries.Where(one => one.Kind == EntryKind.Fee || one.Kind == EntryKind.Dispute && known[one.SourceId].Any()).ToList();
        var booked = await ours.Booked([.. due.Select(one => BankMoves.Reference(one.Id))], cancellationToken);
        due.RemoveAll(one => booked.Keys.Any(key => key.Reference == BankMoves.Reference(one.Id)));
        var deposits = await DepositsOf(due, cancellationToken);
        foreach (var entry in due)
        {
            var (amount, fee) = entry.Kind == EntryKind.Fee ? (0, -entry.Net) : (entry.Amount, entry.Fee);
            var ofSale = entry.PaymentId is { } payment && !deposits.Contains(payment);
            if (await books.Disputed(entry.Id, ofSale ? -amount : 0, fee, entry.Currency, cancellationToken) is { IsOk: false } wrong)
            {
                return wrong;
            }
        }

        return Result.Ok;
    }

    private static bool IsPaid(ProviderEntry entry) => entry is { Kind: EntryKind.Charge, PaymentId: not null };

    private static Guid FeeOf(string paymentId) => ComputedId.Of($"payment/{paymentId}");

    private static IReadOnlyDictionary<string, decimal>? FeesOf(
        ProviderEntry entry,
        IReadOnlyDictionary<(Guid Reference, string Kind, string Currency), decimal> booked
    ) =>
        IsPaid(entry) && FeeOf(entry.PaymentId!) is var reference
            ? booked.Where(one => one.Key.Reference == reference).ToDictionary(one => one.Key.Currency, one => one.Value)
            : null;

    private static string[] Keys(IReadOnlyList<ProviderEntry> entries) =>
        [.. entries.Select(one => one.Kind == EntryKind.Charge ? one.PaymentId ?? one.SourceId : one.SourceId).Distinct()];
}
