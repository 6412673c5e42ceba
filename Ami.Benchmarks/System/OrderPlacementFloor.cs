using System.Security.Cryptography;
using Ami.Core;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>The statements of one order placement, made by the same code that the system makes them with, and nothing else.</summary>
internal sealed class OrderPlacementFloor(NpgsqlDataSource database, string symbol)
{
    private static readonly byte[] ResponseBody = new byte[560];

    public async Task Place(BenchAccount account)
    {
        var now = TimeProvider.System.GetUtcNow();
        var record = new IdempotencyRecord(account.UserId, Guid.CreateVersion7().ToString("N"), SHA256.HashData(account.Order));
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var load = new NpgsqlBatch(connection, transaction))
        {
            load.BatchCommands.Add(new("select pg_advisory_xact_lock($1)") { Parameters = { new() { Value = Grains.LockId("paper-account", account.Id) } } });
            load.BatchCommands.Add(record.Select());
            load.BatchCommands.Add(AccountRow.Select(account.Id));
            load.BatchCommands.Add(ExposureRow.Select(account.Id));
            await using var reader = await load.ExecuteReaderAsync();
            do
            {
                while (await reader.ReadAsync())
                {
                }
            }
            while (await reader.NextResultAsync());
        }

        var order = new Order(
            Guid.CreateVersion7(now), account.Id, account.UserId, 0, symbol, Side.Buy, OrderType.Limit, OrderRole.Entry,
            1m, 1m, 0m, 50m, null, null, null, 50m, 2, null, OrderStatus.Working, null, null, 0m, now, now, now);
        await using (var write = new NpgsqlBatch(connection, transaction))
        {
            write.BatchCommands.Add(OrderRow.Insert(order));
            write.BatchCommands.Add(record.Insert(new StoredResponse(201, "application/json; charset=utf-8", "/", ResponseBody), now));
            await write.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
