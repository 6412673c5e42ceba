using System.Globalization;

namespace Ami.Modules.Market.Import;

/// <summary><c>import-candles</c>: real history from a CSV file.</summary>
internal sealed class ImportCandlesCommand(CandleImport import, TimeProvider time) : ICommand
{
    private static readonly string[] Named = ["--symbol", "--interval", "--layout", "--name", "--class", "--currency", "--map"];
    private static readonly string[] Switches = ["--skip-bad-lines", "--accept-open-end"];

    public string Name => "import-candles";

    public string Usage =>
        "import-candles --symbol BTCUSDT --interval 1h [--layout open-time|close-time] [--name TEXT] [--class crypto|fx|commodity|index|equity] "
        + "[--currency USD] [--map time=1,open=2,…] [--skip-bad-lines] [--accept-open-end] FILE   add real history from a CSV file";

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
            request,
            stream,
            (step, rows) =>
                step != ImportStep.Reading
                    ? Task.CompletedTask
                    : output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {rows:N0} rows, {Share(stream):P0}")),
            cancellationToken
        );
        if (!result.Try(out var done, out error))
        {
            await output.WriteLineAsync(error.Message);
            return 1;
        }

        foreach (var line in ImportedCandles.Lines(request, done.Report, done.File))
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Done in {time.GetElapsedTime(started).TotalSeconds:0.0} s. See it at Markets → {request.Symbol}, or play it: replay --symbol {request.Symbol} --speed 3600"
            )
        );
        return 0;
    }

    private static double Share(FileStream stream) => stream.Length == 0 ? 1 : (double)stream.Position / stream.Length;

    private static Result<ImportRequest> Request(CommandOptions options)
    {
        if (options.Rest.Count != 1)
        {
            return Error.Invalid("command.file_missing", "Name one file.");
        }

        if (options["--symbol"] is null)
        {
            return Error.Invalid("command.symbol_missing", "--symbol is missing.");
        }

        return ImportRequest.Of(
            new ImportTerms(
                options["--symbol"],
                options["--interval"],
                options["--layout"],
                options["--name"],
                options["--class"],
                options["--currency"],
                options.Has("--skip-bad-lines"),
                options.Has("--accept-open-end"),
                options["--map"]
            )
        );
    }
}
