namespace Ami.Modules.Market.Import;

/// <summary><c>import-actions</c>: splits and dividends from a factor file.</summary>
internal sealed class ImportActionsCommand(CorporateActions actions) : ICommand
{
    private static readonly string[] Named = ["--symbol"];

    public string Name => "import-actions";

    public string Usage => "import-actions --symbol AAPL FILE   make the splits and dividends of a symbol those of a factor file";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (!CommandOptions.Parse(arguments, Named, []).Try(out var options, out var error))
        {
            await output.WriteLineAsync($"{error.Message}\nUsage: {Usage}");
            return 2;
        }

        if (options.Rest is not [var path] || options["--symbol"] is not { } symbol)
        {
            await output.WriteLineAsync($"Name a symbol and one file.\nUsage: {Usage}");
            return 2;
        }

        if (!File.Exists(path))
        {
            await output.WriteLineAsync($"There is no file {path}.");
            return 1;
        }

        using var file = new StreamReader(path);
        if (
            !(await actions.Find(symbol, cancellationToken)).Try(out var spec, out error)
            || !(await actions.Import(spec, file, cancellationToken)).Try(out var changes, out error)
        )
        {
            await output.WriteLineAsync(error.Message);
            return 1;
        }

        var done = changes.Counts;
        await output.WriteLineAsync($"{done.All} corporate actions of {symbol}, {done.Changed} of them new, corrected or gone.");
        if (done.Late > 0)
        {
            await output.WriteLineAsync(
                $"market.actions_late: {done.Late} of them are of moments that have come. Accounts get them with the next price, but not for what they traded since, and not beside a later one that they have."
            );
        }

        if (done.Unknown > 0)
        {
            await output.WriteLineAsync($"market.dividends_unknown: {done.Unknown} dividends were left out, because their lines have no reference price.");
        }

        return 0;
    }
}
