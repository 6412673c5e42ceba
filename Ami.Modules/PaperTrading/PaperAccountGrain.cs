using Ami.Core;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Live;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading;

/// <summary>
/// A paper account: everything that changes its orders, positions or cash goes through here, one call at a time.
/// Each call reads what it needs in the round trip that takes the lock, lets <see cref="PaperBook"/> decide, and queues the changed rows for the commit.
/// </summary>
public sealed class PaperAccountGrain(GrainContext grain, UnitOfWork unitOfWork, PaperPush push, PaperTradingOptions options, TimeProvider time) : IGrain
{
    /// <summary>For calls that need every open order.</summary>
    public IEnumerable<NpgsqlBatchCommand> LoadBook() => BookRows.Select(grain.Key);

    /// <summary>For <see cref="Place"/>: the database adds orders up, so the cost does not grow with their number.</summary>
    public IEnumerable<NpgsqlBatchCommand> LoadStanding() => [AccountRow.Select(grain.Key), ExposureRow.Select(grain.Key)];

    public async Task<Result<Order>> Place(NpgsqlDataReader loaded, Guid userId, SymbolSpec spec, Quote quote, OrderTicket ticket)
    {
        var account = await loaded.ReadAsync() ? AccountRow.Read(loaded) : null;
        await loaded.NextResultAsync();
        var rows = await ExposureRow.ReadAll(loaded);
        await loaded.CloseAsync();
        if (account?.UserId != userId)
        {
            return PaperErrors.AccountNotFound;
        }

        if (spec.Currency.Code != account.Currency)
        {
            return PaperErrors.CurrencyMismatch(spec.Symbol.Value, account.Currency);
        }

        var marked = rows.Select(r => r.Exposure.Symbol == spec.Symbol.Value ? r.Exposure with { Mark = quote.Last } : r.Exposure);
        var decision = OrderAcceptance.Decide(
            new Standing(account, [.. marked]), rows.Sum(r => r.OpenOrders), spec, quote, ticket, Now(), NewId);
        if (!decision.Try(out var accepted, out var error))
        {
            return error;
        }

        foreach (var order in accepted.All)
        {
            unitOfWork.AtCommit(OrderRow.Insert(order));
        }

        AfterCommit(() => push.Send(userId, accepted.All));
        return accepted.Entry;
    }

    public Task<Result<Order>> Cancel(NpgsqlDataReader loaded, Guid userId, Guid orderId) =>
        Decide(loaded, userId, (book, now) => book.Cancel(orderId, now));

    public Task<Result<Order>> Close(NpgsqlDataReader loaded, Guid userId, string symbol) =>
        Decide(loaded, userId, (book, now) => book.Close(symbol, now));

    public Task<Result<PaperAccount>> Reset(NpgsqlDataReader loaded, Guid userId, decimal? startingCash, int? leverage) =>
        Decide<PaperAccount>(loaded, userId, (book, now) =>
        {
            book.Reset(startingCash ?? book.Account.StartingCash, leverage ?? book.Account.Leverage, now);
            return book.Account;
        });

    /// <summary>Executes what the ticks of one symbol execute. Harmless when it happens twice.</summary>
    /// <returns>How many fills there were.</returns>
    public async Task<int> Match(NpgsqlDataReader loaded, TickBatch batch)
    {
        if (await BookRows.Read(loaded, options.Costs, NewId) is not { } book)
        {
            return 0;
        }

        var now = Now();
        foreach (var tick in batch.Ticks)
        {
            book.OnTick(batch.Symbol.Value, tick, now);
        }

        Save(book, now);
        return book.Changes.Fills.Count;
    }

    /// <summary>Sends the account into liquidation when it no longer covers its margin.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> Liquidate(NpgsqlDataReader loaded)
    {
        var book = await BookRows.Read(loaded, options.Costs, NewId);
        var now = Now();
        if (book is null || !book.Liquidate(now, now))
        {
            return false;
        }

        Save(book, now);
        return true;
    }

    private async Task<Result<T>> Decide<T>(NpgsqlDataReader loaded, Guid userId, Func<PaperBook, DateTimeOffset, Result<T>> decide)
    {
        var book = await BookRows.Read(loaded, options.Costs, NewId);
        if (book?.Account.UserId != userId)
        {
            return PaperErrors.AccountNotFound;
        }

        var now = Now();
        var decision = decide(book, now);
        if (decision.IsOk)
        {
            Save(book, now);
        }

        return decision;
    }

    private void Save(PaperBook book, DateTimeOffset now)
    {
        if (book.Changes.IsEmpty)
        {
            return;
        }

        BookRows.Save(unitOfWork, book.Changes, grain.Key, now);
        AfterCommit(() => push.Send(book));
    }

    private void AfterCommit(Action action) => unitOfWork.OnCommitted(() =>
    {
        action();
        return ValueTask.CompletedTask;
    });

    private DateTimeOffset Now() => time.DatabaseNow();

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
