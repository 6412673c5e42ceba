using System.Security.Cryptography;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>The statements of one order placement, made by the same code that the system makes them with, and nothing else.</summary>
internal sealed class OrderPlacementFloor(NpgsqlDataSource database, string symbol)
{
    public async Task Place(BenchAccount account)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new RequestKey(account.UserId, Guid.CreateVersion7().ToString("N"), SHA256.HashData(account.Order));
        var order = new Order(
            Guid.CreateVersion7(now), account.Id, account.UserId, 0, symbol, Side.Buy, OrderType.Limit, OrderRole.Entry,
            1m, 1m, 0m, 50m, null, null, null, 50m, 2, null, OrderStatus.Working, null, null, 0m, now, now, now);

        // One after the other for each account, as its grain does it; the version is then always the expected one.
        await account.Turn.WaitAsync();
        try
        {
            await using var write = database.CreateBatch();
            write.BatchCommands.Add(new("""
                with moved as (update paper_trading.accounts set version = version + 1 where id = $1 returning 1) select core.fence((select count(*) from moved))
                """) { Parameters = { new() { Value = account.Id } } });
            write.BatchCommands.Add(IdempotencyRecord.Insert(request, OrderView.Of(order), now));
            write.BatchCommands.Add(OrderRow.Insert(order));
            await write.ExecuteNonQueryAsync();
        }
        finally
        {
            account.Turn.Release();
        }
    }
}
