using System.Security.Cryptography;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>The statements of one order placement, made by the same code that the system makes them with, and nothing else.</summary>
internal sealed class OrderPlacementFloor(NpgsqlDataSource database, string symbol)
{
    public async Task Place(BenchAccount account)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new RequestKey(account.UserId, Guid.CreateVersion7().ToString("N"), SHA256.HashData(account.Order));
        var order = new Order
        {
            Id = Guid.CreateVersion7(now),
            Symbol = symbol,
            Side = Side.Buy,
            Type = OrderType.Limit,
            Role = OrderRole.Entry,
            Quantity = 1m,
            PlacedQuantity = 1m,
            LimitPrice = 50m,
            ReferencePrice = 50m,
            PriceDigits = 2,
            Status = OrderStatus.Working,
            PlacedAt = now,
            WorkingSince = now,
            UpdatedAt = now,
        };

        // One after the other for each account, as its grain does it; the version is then always the expected one.
        await account.Turn.WaitAsync();
        try
        {
            await using var write = database.CreateBatch();
            write.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    """
                    with moved as (update paper_trading.accounts set version = version + 1 where id = $1 returning 1) select core.fence((select count(*) from moved))
                    """
                ).With(account.Id)
            );
            write.BatchCommands.Add(IdempotencyRecord.Insert(request, OrderView.Of(order, account.Id), now));
            write.BatchCommands.Add(OrderRow.Insert(order, new RowOwner(account.Id, account.UserId, 0)));
            await write.ExecuteNonQueryAsync();
        }
        finally
        {
            account.Turn.Release();
        }
    }
}
