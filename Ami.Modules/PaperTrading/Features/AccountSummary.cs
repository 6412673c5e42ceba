using Ami.Core;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="Equity">Cash plus the value of what is held, at the last prices.</param>
/// <param name="RealisedPnl">Before fees, since the last reset.</param>
/// <param name="GrossExposure">Value of what is held, long and short added up.</param>
/// <param name="BuyingPower">What may still be opened, working orders counted.</param>
public sealed record AccountSummary(
    Guid Id, string Name, string Currency, decimal StartingCash, decimal Cash, decimal Equity, decimal UnrealisedPnl, decimal RealisedPnl,
    decimal FeesPaid, decimal GrossExposure, decimal BuyingPower, int Leverage, int OpenPositions, int WorkingOrders,
    DateTimeOffset CreatedAt, DateTimeOffset? ResetAt, int ResetCount)
{
    internal static AccountSummary Of(PaperAccount account, IReadOnlyCollection<ExposureRow> rows)
    {
        var standing = new Standing(account, [.. rows.Select(r => r.Exposure)]);
        var held = rows.Where(r => r.Exposure.Position != 0).ToList();
        return new AccountSummary(
            account.Id, account.Name, account.Currency, account.StartingCash, account.Cash, Cents.Round(standing.Equity),
            Cents.Round(held.Sum(r => (r.Exposure.Position * r.Exposure.Mark) - r.CostBasis)), account.RealisedPnl, account.FeesPaid,
            Cents.Round(standing.GrossExposure), standing.BuyingPower, account.Leverage, held.Count, rows.Sum(r => r.WorkingOrders),
            account.CreatedAt, account.ResetAt, account.Generation);
    }

    /// <summary>All accounts of a user, oldest first, in one round trip.</summary>
    internal static async Task<List<AccountSummary>> OfUser(NpgsqlDataSource dataSource, Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(AccountRow.SelectOfUser(userId));
        batch.BatchCommands.Add(ExposureRow.SelectOfUser(userId));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<PaperAccount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts.Add(AccountRow.Read(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        var rows = (await ExposureRow.ReadAll(reader, cancellationToken)).ToLookup(r => r.AccountId);
        return [.. accounts.Select(a => Of(a, [.. rows[a.Id]]))];
    }

    /// <returns>The account, or <c>paper.account_not_found</c> when it is missing or somebody else's.</returns>
    internal static async Task<Result<AccountSummary>> OfUser(NpgsqlDataSource dataSource, Guid userId, Guid accountId, CancellationToken cancellationToken) =>
        (await OfUser(dataSource, userId, cancellationToken)).Find(a => a.Id == accountId) is { } found ? found : PaperErrors.AccountNotFound;
}
