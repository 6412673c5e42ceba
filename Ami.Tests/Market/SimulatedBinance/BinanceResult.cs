using System.Globalization;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>The stored minutes beside those that truly were.</summary>
internal sealed class BinanceResult(NpgsqlDataSource dataSource, SimulatedBinance exchange)
{
    /// <summary>How many bars were compared.</summary>
    public int Bars { get; private set; }

    /// <summary>What is wrong with them: one is missing, doubled, different, or was stored before an older one.</summary>
    /// <param name="from">Opening time of the oldest.</param>
    /// <param name="grace">Bars that closed no longer ago may be on their way, ms.</param>
    public async Task<List<string>> Compare(long from, long grace)
    {
        var problems = new List<string>();
        Bars = 0;
        foreach (var tape in exchange.Tapes)
        {
            var stored = await Stored(tape, from);
            foreach (var (before, next) in stored.Zip(stored.Skip(1)))
            {
                if (before.Transaction > next.Transaction)
                {
                    problems.Add(Text(tape, next.Bar.Time, "is out of order"));
                }
            }

            var byTime = stored.ToLookup(row => row.Bar.Time, row => row.Bar);
            for (
                var time = (from + BinanceTape.Minute - 1) / BinanceTape.Minute * BinanceTape.Minute;
                time + BinanceTape.Minute <= exchange.Now - grace;
                time += BinanceTape.Minute
            )
            {
                var truth = tape.Bar(BinanceTape.Minute, time) with { First = 0, Last = 0 };
                if (byTime[time].ToList() is not [var one])
                {
                    problems.Add(Text(tape, time, $"is there {byTime[time].Count()} times"));
                }
                else if (one != truth)
                {
                    problems.Add(Text(tape, time, $"is {one} and was {truth}"));
                }

                Bars++;
            }
        }

        return problems;
    }

    private async Task<List<(long Transaction, TapeBar Bar)>> Stored(BinanceTape tape, long from)
    {
        await using var command = dataSource.CreateCommand(
            """
            select c.t, c.open, c.high, c.low, c.close, c.volume, c.xmin::text::bigint from market.candles c join market.symbols s on s.id = c.symbol_id
            where s.symbol = $1 and c.interval_seconds = 60 and c.t >= $2 order by c.t
            """
        );
        command.Parameters.Add(new() { Value = tape.Symbol });
        command.Parameters.Add(new() { Value = DateTimeOffset.FromUnixTimeMilliseconds(from) });
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new List<(long, TapeBar)>();
        while (await reader.ReadAsync())
        {
            var time = new DateTimeOffset(reader.GetDateTime(0)).ToUnixTimeMilliseconds();
            stored.Add(
                (
                    reader.GetInt64(6),
                    new TapeBar(time, reader.GetDecimal(1), reader.GetDecimal(2), reader.GetDecimal(3), reader.GetDecimal(4), reader.GetDecimal(5), 0, 0)
                )
            );
        }

        return stored;
    }

    private static string Text(BinanceTape tape, long time, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{tape.Symbol} {DateTimeOffset.FromUnixTimeMilliseconds(time):HH:mm} {what}");
}
