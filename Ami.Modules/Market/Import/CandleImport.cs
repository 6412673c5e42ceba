using System.Runtime.InteropServices;
using System.Text;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.History;
using Ami.Quant.DataQuality;
using Ami.Quant.Series;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Market.Import;

/// <summary>What an import does now.</summary>
internal enum ImportStep
{
    /// <summary>Reads the file.</summary>
    Reading,

    /// <summary>Looks for lines that repeat or contradict each other, and for gaps.</summary>
    Checking,

    /// <summary>Adds what is new.</summary>
    Storing,
}

/// <summary>
/// Imports a file in one transaction: streams it into a temporary table (COPY), judges it there, and adds what is new. A file that is refused changes
/// nothing, and a bar that is stored already is never doubled or changed.
/// </summary>
internal sealed class CandleImport(UnitOfWork unitOfWork, LiveBus bus, TimeProvider time)
{
    private const int ProgressEvery = 10_000;

    /// <summary>Imports a file, in the active unit of work or one of its own.</summary>
    /// <param name="request">What to import.</param>
    /// <param name="stream">The file.</param>
    /// <param name="progress">Told the step and the number of rows read so far, now and then.</param>
    /// <param name="cancellationToken">Cancels; nothing is changed then.</param>
    /// <returns>The report and how the file was read, or why it was refused.</returns>
    public Task<Result<(ImportReport Report, CandleFile File)>> Run(
        ImportRequest request,
        Stream stream,
        Func<ImportStep, int, Task> progress,
        CancellationToken cancellationToken
    ) => unitOfWork.Run(ct => Import(request, stream, progress, ct), cancellationToken);

    private async Task<Result<(ImportReport Report, CandleFile File)>> Import(
        ImportRequest request,
        Stream stream,
        Func<ImportStep, int, Task> progress,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var file = new CandleFile(stream, new ReadOptions(request.Interval, request.Stamp, request.AcceptOpenEnd, now));
        var connection = unitOfWork.Connection;
        if (await IsSimulated(connection, request.Symbol, cancellationToken))
        {
            return Error.Conflict(
                "market.import_simulated",
                $"{request.Symbol} belongs to the simulated exchange. Import under another symbol: real and invented prices do not mix."
            );
        }

        await Execute(
            connection,
            """
            create temporary table incoming (
                line integer, t timestamptz, open numeric, high numeric, low numeric, close numeric, volume numeric) on commit drop
            """,
            cancellationToken
        );
        await CopyIn(connection, file, progress, cancellationToken);
        if (Refusal(file, request) is { } refusal)
        {
            return refusal;
        }

        await progress(ImportStep.Checking, file.Rows);
        if (!(await Duplicates(connection, cancellationToken)).Try(out var duplicates, out var conflict))
        {
            return conflict;
        }

        var times = await Times(connection, cancellationToken);
        if (WrongInterval(times, request.Interval) is { } wrong)
        {
            return wrong;
        }

        var gaps = Gaps.Find(CollectionsMarshal.AsSpan(times), request.Interval.Milliseconds, times[0] % request.Interval.Milliseconds, out _);

        await progress(ImportStep.Storing, file.Rows);
        var symbolId = await EnsureSymbol(connection, request, file, cancellationToken);
        var (inserted, differing) = await Merge(connection, symbolId, request.Interval, cancellationToken);
        unitOfWork.OnCommitted(async () =>
        {
            await bus.Publish(SymbolDirectory.ChangedChannel, default);
            await bus.Publish(StoredIntervals.ChangedChannel, Encoding.UTF8.GetBytes(request.Symbol.Value));
        });
        var report = new ImportReport(file.Rows, times[0], times[^1], inserted, times.Count - inserted, differing, duplicates, gaps);
        return (report, file);
    }

    private static Error? Refusal(CandleFile file, ImportRequest request)
    {
        var hopeless = file.Layout is null || file.Rows == 0;
        if (file.BadLines > 0 && (hopeless || !request.SkipBadLines))
        {
            var more = file.BadLines - file.Problems.Count;
            List<string> lines = [$"Nothing was imported: {file.BadLines} {(file.BadLines == 1 ? "line is" : "lines are")} wrong."];
            lines.AddRange(file.Problems.Select(problem => "  " + problem));
            if (more > 0)
            {
                lines.Add($"  … and {more} more");
            }

            if (!hopeless)
            {
                lines.Add("Repair the file, or leave these lines out (--skip-bad-lines).");
            }

            return Error.Invalid("market.import_refused", string.Join("\n", lines));
        }

        return hopeless ? Error.Invalid("market.import_empty", "Nothing was imported: the file has no bars.") : null;
    }

    private static Error? WrongInterval(List<long> times, BarInterval interval)
    {
        if (times.Count < 3)
        {
            return null;
        }

        var shortest = times.Zip(times.Skip(1), (first, second) => second - first).Min();
        return shortest == interval.Milliseconds
            ? null
            : Error.Invalid(
                "market.import_interval",
                $"Nothing was imported: no two bars are {interval} apart; the closest are {new BarInterval(shortest)} apart. Is the interval right?"
            );
    }

    private static async Task<bool> IsSimulated(NpgsqlConnection connection, Symbol symbol, CancellationToken cancellationToken)
    {
        if (symbol.Value.EndsWith("-SIM", StringComparison.Ordinal))
        {
            return true;
        }

        await using var command = new NpgsqlCommand("select source from market.symbols where symbol = $1", connection).With(symbol.Value);
        return await command.ExecuteScalarAsync(cancellationToken) is "Simulated";
    }

    private static async Task CopyIn(NpgsqlConnection connection, CandleFile file, Func<ImportStep, int, Task> progress, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            "copy incoming (line, t, open, high, low, close, volume) from stdin (format binary)",
            cancellationToken
        );
        foreach (var (line, bar) in file.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(line, NpgsqlDbType.Integer, cancellationToken);
            await CandleStore.WriteBar(import, bar, cancellationToken);
            if (file.Rows % ProgressEvery == 0)
            {
                await progress(ImportStep.Reading, file.Rows);
            }
        }

        await import.CompleteAsync(cancellationToken);
    }

    /// <summary>Lines that repeat a bar; an error when they contradict each other.</summary>
    private static async Task<Result<List<int>>> Duplicates(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select array_agg(line order by line), count(distinct (open, high, low, close, volume)) from incoming group by t having count(*) > 1
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var repeated = new List<int>();
        var contradictions = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var lines = await reader.GetFieldValueAsync<int[]>(0, cancellationToken);
            if (reader.GetInt64(1) > 1)
            {
                contradictions.Add(string.Join(" and ", lines));
            }

            repeated.AddRange(lines.Skip(1));
        }

        repeated.Sort();
        return contradictions.Count == 0
            ? repeated
            : Error.Invalid(
                "market.import_contradiction",
                $"Nothing was imported: {contradictions.Count} bars are told more than once and differently, lines {string.Join("; ", contradictions.Take(CandleFile.ProblemsShown))}."
            );
    }

    private static async Task<List<long>> Times(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select distinct t from incoming order by t", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var times = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            times.Add(reader.GetFieldValue<DateTimeOffset>(0).ToUnixTimeMilliseconds());
        }

        return times;
    }

    /// <summary>Digits only ever grow: what was on the grid stays on it.</summary>
    private static async Task<int> EnsureSymbol(NpgsqlConnection connection, ImportRequest request, CandleFile file, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into market.symbols as s (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ($1, $2, $3, $4, $5, $6, power(10::numeric, -$6::int), 'Imported')
            on conflict (symbol) do update set
                price_digits = greatest(s.price_digits, excluded.price_digits), quantity_digits = greatest(s.quantity_digits, excluded.quantity_digits)
            returning id
            """,
            connection
        );
        command
            .With(request.Symbol.Value)
            .With(request.Name)
            .With(request.AssetClass.ToString())
            .With(request.Currency.Code)
            .With((short)Math.Max(2, file.PriceDigits))
            .With((short)file.QuantityDigits);
        return (int)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException("The symbol was not returned."));
    }

    private static async Task<(int Inserted, int Differing)> Merge(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        CancellationToken cancellationToken
    )
    {
        await using var differing = new NpgsqlCommand(
            """
            select count(distinct i.t)::int from incoming i join market.candles c on c.symbol_id = $1 and c.interval_seconds = $2 and c.t = i.t
            where (c.open, c.high, c.low, c.close, c.volume) is distinct from (i.open, i.high, i.low, i.close, i.volume)
            """,
            connection
        ).With(symbolId).With(CandleStore.Seconds(interval));
        var changed = (int)(await differing.ExecuteScalarAsync(cancellationToken) ?? 0);
        await using var insert = new NpgsqlCommand(
            """
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select distinct on (t) $1, $2, t, open, high, low, close, volume from incoming order by t, line
            on conflict do nothing
            """,
            connection
        ).With(symbolId).With(CandleStore.Seconds(interval));
        return (await insert.ExecuteNonQueryAsync(cancellationToken), changed);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
