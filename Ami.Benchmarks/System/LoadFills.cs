using System.Globalization;
using Ami.AppHost.Running;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>How long market orders took from their placing to their fill, as the database has both.</summary>
internal static class LoadFills
{
    /// <summary>Says it of the orders of the time that has just passed.</summary>
    public static async Task<string> Since(RunFile run, TimeSpan past)
    {
        await using var database = NpgsqlDataSource.Create(run.ConnectionStrings["ami"]);
        await using var command = database.CreateCommand(
            """
            select count(f.id), count(*), percentile_cont(array[0.5, 0.95, 0.99]) within group (order by extract(epoch from f.at - o.placed_at)::float8 * 1000)
            from paper_trading.orders o left join paper_trading.fills f on f.order_id = o.id
            where o.type = 'Market' and o.placed_at > now() - $1
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = past });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var times = await reader.IsDBNullAsync(2) ? [] : reader.GetFieldValue<double[]>(2);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{reader.GetInt64(0)} of {reader.GetInt64(1)} market orders filled, after p50, p95, p99 of {string.Join(", ", times.Select(time => Math.Round(time)))} ms"
        );
    }
}
