using System.Globalization;
using Ami.Modules.Market.Import;
using Ami.Modules.Market.Import.Reading;

namespace Ami.Modules.Market.Feed;

/// <summary><c>replay</c>: plays imported history as the live feed.</summary>
internal sealed class ReplayCommand(Replays replays) : ICommand
{
    private static readonly string[] Named = ["--symbol", "--speed", "--from"];
    private static readonly string[] Switches = ["--stop"];

    public string Name => "replay";

    public string Usage => "replay --symbol BTCUSDT (--speed 3600 [--from 2024-01-01] | --stop)   play imported history as the live feed, or stop";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (
            !CommandOptions.Parse(arguments, Named, Switches).Try(out var options, out var error)
            || !Symbol.Parse(options["--symbol"]).Try(out var symbol, out error)
        )
        {
            return await Explain(output, error.Message);
        }

        if (options.Has("--stop"))
        {
            return await Stop(symbol, output, cancellationToken);
        }

        if (!double.TryParse(options["--speed"], NumberStyles.Float, CultureInfo.InvariantCulture, out var speed))
        {
            return await Explain(output, "--speed is missing or not a number.");
        }

        DateTimeOffset? from = null;
        if (options["--from"] is { } text)
        {
            if (!TimeText.TryParse(text, DateOrder.YearFirst, out var instant))
            {
                return await Explain(output, $"'{text}' is not a time; write 2024-01-01 or 2024-01-01T12:00.");
            }

            from = DateTimeOffset.FromUnixTimeMilliseconds(instant.Milliseconds);
        }

        if (!(await replays.Start(symbol, from, speed, cancellationToken)).Try(out var clock, out error))
        {
            await output.WriteLineAsync(error.Message);
            return 1;
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{symbol} is played from {DateTimeOffset.FromUnixTimeMilliseconds(clock.From):u} at {clock.Speed:0.###}×. Stop it with: replay --symbol {symbol} --stop"
            )
        );
        return 0;
    }

    private async Task<int> Stop(Symbol symbol, TextWriter output, CancellationToken cancellationToken)
    {
        var result = await replays.Stop(symbol, cancellationToken);
        await output.WriteLineAsync(
            result.Match(stopped => stopped ? $"The replay of {symbol} was stopped." : $"No replay of {symbol} is running.", error => error.Message)
        );
        return result.IsOk ? 0 : 1;
    }

    private async Task<int> Explain(TextWriter output, string problem)
    {
        await output.WriteLineAsync($"{problem}\nUsage: {Usage}");
        return 2;
    }
}
