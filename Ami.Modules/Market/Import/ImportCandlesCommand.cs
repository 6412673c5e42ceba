using System.Globalization;
using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Import;

/// <summary><c>import-candles</c>: real history from a CSV file.</summary>
internal sealed class ImportCandlesCommand(CandleImport import, TimeProvider time) : ICommand
{
    private static readonly string[] Named = ["--symbol", "--interval", "--layout", "--name", "--class", "--currency"];
    private static readonly string[] Switches = ["--skip-bad-lines", "--accept-open-end"];

    public string Name => "import-candles";

    public string Usage =>
        "import-candles --symbol BTCUSDT --interval 1h [--layout open-time|close-time] [--name TEXT] [--class crypto|fx|commodity|index|equity] "
        + "[--currency USD] [--skip-bad-lines] [--accept-open-end] FILE   add real history from a CSV file";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (!CommandOptions.Parse(arguments, Named, Switches).Try(out var options, out var error) || !Request(options).Try(out var request, out error))
        {
            await output.WriteLineAsync($"{error.Message}\nUsage: {Usage}");
            return 2;
        }

        var path = options.Rest[0];
        if (!File.Exists(path))
        {
            await output.WriteLineAsync($"There is no file {path}.");
            return 1;
        }

        var started = time.GetTimestamp();
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        await output.WriteLineAsync($"Importing {request.Symbol} {request.Interval} from {Path.GetFileName(path)} …");
        var result = await import.Run(
            request, stream, rows => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rows:N0} rows, {Share(stream):P0}")), cancellationToken);
        if (!result.Try(out var done, out error))
        {
            await output.WriteLineAsync(error.Message);
            return 1;
        }

        await Tell(output, request, done.Report, done.File);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Done in {time.GetElapsedTime(started).TotalSeconds:0.0} s. See it at Markets → {request.Symbol}, or play it: replay --symbol {request.Symbol} --speed 3600"));
        return 0;
    }

    private static async Task Tell(TextWriter output, ImportRequest request, ImportReport report, CandleFile file)
    {
        await output.WriteLineAsync($"Layout {file.Layout?.Name}: stamps name the bar's {(file.Layout?.Stamp == BarStamp.Close ? "close" : "open")}");
        foreach (var line in report.Lines(request.Interval)) await output.WriteLineAsync(line);
        await output.WriteLineAsync($"{file.BadLines} bad {(file.BadLines == 1 ? "line" : "lines")}{(file.BadLines > 0 ? " left out" : string.Empty)}");
        foreach (var problem in file.Problems) await output.WriteLineAsync("  " + problem);
        if (file.BadLines > file.Problems.Count) await output.WriteLineAsync($"  … and {file.BadLines - file.Problems.Count} more");
        if (file.Unfinished > 0) await output.WriteLineAsync($"{file.Unfinished} bars left out: they are not over yet");
        if (file.Rounded > 0) await output.WriteLineAsync($"{file.Rounded} numbers rounded to {CandleRow.MaxDigits} decimals");
    }

    private static double Share(FileStream stream) => stream.Length == 0 ? 1 : (double)stream.Position / stream.Length;

    private static Result<ImportRequest> Request(CommandOptions options)
    {
        if (options.Rest.Count != 1) return Error.Invalid("command.file_missing", "Name one file.");
        if (options["--symbol"] is null) return Error.Invalid("command.symbol_missing", "--symbol is missing.");
        if (!Symbol.Parse(options["--symbol"]).Try(out var symbol, out var error)) return error;
        if (!Domain.ChartInterval.Parse(options["--interval"]).Try(out var interval, out error)) return error;
        if (!Currency.Parse(options["--currency"] ?? "USD").Try(out var currency, out error)) return error;
        if (!Enum.TryParse<AssetClass>(options["--class"] ?? Guess(symbol).ToString(), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            return Error.Invalid("command.class_unknown", "--class is one of crypto, fx, commodity, index, equity.");
        BarStamp? stamp = options["--layout"] switch { "open-time" or "date" => BarStamp.Open, "close-time" => BarStamp.Close, _ => null };
        if (options["--layout"] is not null && stamp is null) return Error.Invalid("command.layout_unknown", "--layout is open-time or close-time.");
        return new ImportRequest(
            symbol, interval, options["--name"] ?? symbol.Value, kind, currency, stamp, options.Has("--skip-bad-lines"), options.Has("--accept-open-end"));
    }

    private static AssetClass Guess(Symbol symbol) =>
        symbol.Value.EndsWith("USDT", StringComparison.Ordinal) || symbol.Value.EndsWith("USDC", StringComparison.Ordinal) ? AssetClass.Crypto : AssetClass.Equity;
}
