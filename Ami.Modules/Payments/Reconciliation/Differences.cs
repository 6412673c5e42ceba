using System.Text.Json;

namespace Ami.Modules.Payments;

/// <summary>A difference that was found.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="ObjectId">Of what.</param>
/// <param name="TransactionId">The provider's balance transaction, where it has one.</param>
/// <param name="Currency">Of both amounts; where they have two, of theirs.</param>
/// <param name="Ours">What we say; null for nothing.</param>
/// <param name="Theirs">What the provider says; null for nothing.</param>
/// <param name="Details">JSON of both sides.</param>
internal sealed record FoundDifference(CaseKind Kind, string ObjectId, string? TransactionId, string Currency, decimal? Ours, decimal? Theirs, string Details);

/// <summary>Compares one line of the provider's with what we have, to the cent. Nothing here reads or writes.</summary>
internal static class Differences
{
    /// <summary>Compares a charge, a refund or a dispute.</summary>
    /// <param name="entry">The provider's line.</param>
    /// <param name="own">What we have of it.</param>
    /// <param name="fee">What our ledger says that the provider kept, by currency; null where it need not say anything.</param>
    public static IEnumerable<FoundDifference> Of(ProviderEntry entry, IReadOnlyList<OwnEntry> own, IReadOnlyDictionary<string, decimal>? fee)
    {
        if (entry.Kind == EntryKind.Refund && entry.Status is not "succeeded")
        {
            // Under way, or it came to nothing: there is to be no document of it.
            return entry.Status is "failed" or "canceled" && own.Count > 0 ? [Found(CaseKind.MissingThere, entry, own, own[0].Amount, null)] : [];
        }

        if (own.Count == 0)
        {
            return entry.Kind == EntryKind.Charge && entry.Amount == 0 ? [] : [Found(CaseKind.MissingHere, entry, own, null, entry.Amount)];
        }

        return Amounts(entry, own).Concat(Fees(entry, own, fee));
    }

    /// <summary>What a payout differs in.</summary>
    /// <param name="entry">The line that took it from the balance.</param>
    /// <param name="payout">The payout; null where there is none.</param>
    /// <param name="booked">What the ledger has of it; null for nothing yet.</param>
    /// <param name="house">What of it is the house's.</param>
    public static IEnumerable<FoundDifference> Of(ProviderEntry entry, ProviderPayout? payout, decimal? booked, decimal house)
    {
        if (payout is null || payout.IsLate)
        {
            yield return Found(CaseKind.PayoutMissing, entry, [], -entry.Amount, payout is null ? null : payout.Amount);
        }

        if (payout is { IsSummed: true } && payout.Entries.Sum(one => one.Net) is var sum && (sum != payout.Amount || payout.Amount != -entry.Amount))
        {
            yield return Found(CaseKind.PayoutSumDiffers, entry, [], sum, payout.Amount);
        }

        if (booked is { } said && payout is { IsWaiting: false } && said != house)
        {
            yield return Found(CaseKind.AmountDiffers, entry, [], said, house);
        }
    }

    /// <summary>A line of a kind that we keep nothing of.</summary>
    public static FoundDifference Unknown(ProviderEntry entry) => Found(CaseKind.MissingHere, entry, [], null, entry.Amount);

    /// <summary>A line in a currency that we keep no accounts in.</summary>
    public static FoundDifference Foreign(ProviderEntry entry) => Found(CaseKind.CurrencyDiffers, entry, [], null, entry.Amount);

    /// <summary>Something of ours that the provider does not have.</summary>
    public static FoundDifference MissingThere(OwnEntry own) =>
        new(CaseKind.MissingThere, own.ProviderId, null, own.Currency, own.Amount, null, Tell(null, [own]));

    private static IEnumerable<FoundDifference> Amounts(ProviderEntry entry, IReadOnlyList<OwnEntry> own)
    {
        if (own.Any(one => one.Currency != entry.StatedCurrency) || entry.Currency != entry.StatedCurrency)
        {
            yield return Found(CaseKind.CurrencyDiffers, entry, own, own.Sum(one => one.Amount), decimal.Abs(entry.Amount));
            yield break;
        }

        var (ours, theirs) = (own.Sum(one => one.Amount), decimal.Abs(entry.Amount));
        var booked = own.All(one => one.Booked is not null) ? own.Sum(one => one.Booked!.Value) : ours;
        if (ours != theirs)
        {
            yield return Found(CaseKind.AmountDiffers, entry, own, ours, theirs);
        }
        else if (booked != theirs)
        {
            yield return Found(CaseKind.AmountDiffers, entry, own, booked, theirs);
        }
        else if (entry.Kind == EntryKind.Charge && entry.Stated != theirs)
        {
            yield return Found(CaseKind.AmountDiffers, entry, own, ours, entry.Stated);
        }
    }

    private static IEnumerable<FoundDifference> Fees(ProviderEntry entry, IReadOnlyList<OwnEntry> own, IReadOnlyDictionary<string, decimal>? fee)
    {
        if (fee is null)
        {
            yield break;
        }

        var ours = fee.GetValueOrDefault(entry.Currency);
        if (ours != entry.Fee || fee.Any(one => one.Key != entry.Currency && one.Value != 0))
        {
            yield return Found(CaseKind.FeeDiffers, entry, own, ours, entry.Fee);
        }
    }

    private static FoundDifference Found(CaseKind kind, ProviderEntry entry, IReadOnlyList<OwnEntry> own, decimal? ours, decimal? theirs) =>
        new(kind, entry.ObjectId, entry.Id, entry.Currency, ours, theirs, Tell(entry, own));

    private static string Tell(ProviderEntry? theirs, IReadOnlyList<OwnEntry> ours) =>
        JsonSerializer.Serialize(new { theirs, ours }, JsonSerializerOptions.Web);
}
