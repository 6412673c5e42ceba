using System.Security.Cryptography;
using System.Text;
using Ami.Core;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;

namespace Ami.Modules.PaperTrading;

/// <summary>The paper accounts of one user; the key is the user's id. Opens them one at a time, so limits and names hold.</summary>
public sealed class PaperAccountsGrain(GrainContext grain, UnitOfWork unitOfWork, Ledger ledger, PaperTradingOptions options, TimeProvider time) : IGrain
{
    private const string DefaultName = "Practice";
    private const int DefaultLeverage = 1;

    /// <summary>The id of the account that every user gets: computed, so that whoever opens it first opens the same one.</summary>
    public static Guid DefaultIdOf(Guid userId)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"paper-account/{userId:N}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Opens the default account unless the user has it.</summary>
    public async Task<bool> EnsureDefault()
    {
        var id = DefaultIdOf(grain.Key);
        await using var existing = unitOfWork.Command("select count(*) from paper_trading.accounts where id = $1");
        existing.Parameters.Add(new() { Value = id });
        if (await existing.ExecuteScalarAsync() is not 0L)
        {
            return false;
        }

        await Write(id, DefaultName, options.DefaultCash, DefaultLeverage);
        return true;
    }

    public async Task<Result<PaperAccount>> Open(string name, decimal startingCash, int leverage)
    {
        await using var owned = unitOfWork.Command("select count(*) from paper_trading.accounts where user_id = $1");
        owned.Parameters.Add(new() { Value = grain.Key });
        return await owned.ExecuteScalarAsync() is long count && count < options.MostAccounts
            ? await Write(Guid.CreateVersion7(time.GetUtcNow()), name, startingCash, leverage)
            : PaperErrors.TooManyAccounts;
    }

    private async Task<PaperAccount> Write(Guid id, string name, decimal startingCash, int leverage)
    {
        var now = time.DatabaseNow();
        var account = new PaperAccount(id, grain.Key, name, Chart.Currency.Code, startingCash, startingCash, 0, 0, leverage, 0, now, null);
        await ledger.Open(Chart.Of(id));
        unitOfWork.AtCommit(AccountRow.Insert(account));
        unitOfWork.AtCommit(HistoryRows.Insert(new Generation(id, 0, id, startingCash, leverage, now)));
        unitOfWork.AtCommit(HistoryRows.Insert(new EquityPoint(id, 0, now, startingCash, startingCash)));
        foreach (var entry in LedgerEntry.OfOpening(account))
        {
            unitOfWork.AtCommit(Ledger.PostCommand(Chart.Transfer(id, entry, now)));
        }

        return account;
    }
}
