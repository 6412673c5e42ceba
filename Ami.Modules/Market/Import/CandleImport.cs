using System.Runtime.InteropServices;
using System.Text;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.DataQuality;
using Ami.Quant.Series;
using Npgsql;

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
/// Imports a file in one transaction: reads and judges it, adds what is new (COPY), and rolls it up for charts. A file that is refused changes nothing, and a
/// bar that is stored already is never doubled or changed.
/// </summary>
internal sealed class CandleImport(UnitOfWork unitOfWork, LiveBus bus, TimeProvider time)
{
    private const int ProgressEvery = 10_000;

    // Ten years of minutes; they are held in memory until they are stored.
    private const int MostRows = 6_000_000;

    private static readonly Error TooManyRows = Error.Invalid(
        "market.import_too_many",
        $"Nothing was imported: the file has more than {MostRows} bars. Split it by time: bars that are stored already are never doubled."
    );

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
        var file = new CandleFile(
            stream,
            new ReadOptions(request.Interval, request.Stamp, request.AcceptOpenEnd, now) { Map = request.Map, Symbol = request.Symbol.Value }
        );
        var connection = unitOfWork.Connection;
        if (await IsSimulated(connection, request.Symbol, cancellationToken))
        {
            return Error.Conflict(
                "market.import_simulated",
                $"{request.Symbol} belongs to the simulated exchange. Import under another symbol: real and invented prices do not mix."
            );
        }

        var read = new List<(int Line, Candle Bar)>();
        foreach (var row in file.Read())
        {
            read.Add(row);
            if (read.Count % ProgressEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await progress(ImportStep.Reading, file.Rows);
            }

            if (read.Count > MostRows)
            {
                return TooManyRows;
            }
        }

        if (Refusal(file, request) is { } refusal)
        {
            return refusal;
        }

        await progress(ImportStep.Checking, file.Rows);
        if (!OrderedBars.Of(read).Try(out var ordered, out var conflict))
        {
            return conflict;
        }

        var bars = ordered.Bars;
        var times = bars.ConvertAll(bar => bar.Time);
        if (WrongInterval(times, request.Interval) is { } wrong)
        {
            return wrong;
        }

        var phase = file.Layout!.Phase(times, request.Interval);
        var gaps = Gaps.Find(CollectionsMarshal.AsSpan(times), request.Interval.Milliseconds, phase, out _);
        var examined = Task.Run(() => ImportFindings.Of(bars, request.Interval, now), cancellationToken);

        await progress(ImportStep.Storing, file.Rows);
        var symbol = await EnsureSymbol(connection, request, file, cancellationToken);
        if (!(await Sessions.Keep(connection, symbol, request.Interval, times, phase, cancellationToken)).Try(out var session, out var otherSession))
        {
            return otherSession;
        }

        var stored = await CandleStore.Merge(connection, symbol, request.Interval, bars, cancellationToken);
        await RollUps.Renew(connection, symbol, request.Interval, stored, bars, session.IsNew, cancellationToken);
        unitOfWork.OnCommitted(async () =>
        {
            await bus.Publish(SymbolDirectory.ChangedChannel, default);
            await bus.Publish(StoredIntervals.ChangedChannel, Encoding.UTF8.GetBytes(request.Symbol.Value));
        });
        var report = new ImportReport(
            Rows: file.Rows,
            First: times[0],
            Last: times[^1],
            Inserted: bars.Count - stored.Present,
            Present: stored.Present,
            Differing: stored.Differing,
            Duplicates: ordered.Repeated,
            Gaps: gaps,
            Evidence: [.. file.Evidence, .. ordered.Evidence, .. Sessions.Evidence(phase, file.Layout, request.Interval, session.Opening)],
            Findings: await examined
        );
        return (report, file);
    }

    private static Error? Refusal(CandleFile file, ImportRequest request)
    {
        if (file.Refused is { } unread)
        {
            return Error.Invalid(unread.Code, string.Join("\n", ["Nothing was imported.", .. file.Evidence.Select(seen => $"  {seen}"), unread.Message]));
        }

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
        // Bars of sessions are an hour nearer when clocks are put forward.
        var tolerance = interval >= BarInterval.FourHours ? BarInterval.OneHour.Milliseconds : 0;
        return Math.Abs(shortest - interval.Milliseconds) <= tolerance
            ? null
            : Error.Invalid(
                ImportProblems.WrongInterval,
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

    /// <summary>Digits only ever grow: what was on the grid stays on it.</summary>
    private static async Task<int> EnsureSymbol(NpgsqlConnection connection, ImportRequest request, CandleFile file, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into market.symbols as s (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, min_notional, source)
            values ($1, $2, $3, $4, $5, $6, power(10::numeric, -$6::int), $7, 'Imported')
            on conflict (symbol) do update set
                price_digits = greatest(s.price_digits, excluded.price_digits), quantity_digits = greatest(s.quantity_digits, excluded.quantity_digits),
                min_quantity = case when s.minimums_by_staff then s.min_quantity else least(s.min_quantity, excluded.min_quantity) end,
                version = s.version + (excluded.price_digits > s.price_digits or excluded.quantity_digits > s.quantity_digits
                    or not s.minimums_by_staff and excluded.min_quantity < s.min_quantity)::int
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
            .With((short)(file.QuantityDigits > 0 ? file.QuantityDigits : UsualQuantityDigits(request.AssetClass)))
            .With(request.Currency.LeastTrade);
        return (int)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException("The symbol was not returned."));
    }

    /// <summary>Of symbols whose file does not show in which quantities they are traded: nobody buys whole bitcoins only.</summary>
    private static int UsualQuantityDigits(AssetClass kind) =>
        kind switch
        {
            AssetClass.Crypto => 5,
            AssetClass.Commodity => 2,
            AssetClass.Index => 1,
            _ => 0,
        };
}
