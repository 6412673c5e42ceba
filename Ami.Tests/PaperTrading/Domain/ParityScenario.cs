using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>What happens at the close of a bar; prices in cents, away from the close.</summary>
internal abstract record ParityCommand
{
    public sealed record Place(Side Side, OrderType Type, int Thousandths, int Distance, int? Target, int? Stop, RandomTerms Terms) : ParityCommand;

    /// <summary>Only what a replay and a paper account know.</summary>
    public sealed record Amend(int Nth, int Cents, int? Thousandths) : ParityCommand;

    /// <inheritdoc cref="Amend"/>
    public sealed record Reverse : ParityCommand;

    /// <inheritdoc cref="Amend"/>
    public sealed record CloseAll : ParityCommand;

    public sealed record Close : ParityCommand;

    public sealed record CancelAll : ParityCommand;
}

/// <summary>A bar in cents and what is ordered at its close.</summary>
internal sealed record ParityBar(decimal Open, decimal High, decimal Low, decimal Close, ParityCommand[] Commands);

/// <summary>Random bars around 100 with gaps, and random orders at their closes.</summary>
internal static class ParityScenario
{
    private static readonly Gen<int?> Exit = Gen.Frequency((1, Gen.Constant<int?>(null)), (2, Gen.Choose(1, 600).Select(v => (int?)v)));

    private static readonly Gen<ParityCommand> Places =
        from side in Gen.Elements(Side.Buy, Side.Sell)
        from type in Gen.Elements(RandomTerms.Types)
        from thousandths in Gen.Frequency((6, Gen.Choose(1, 200_000)), (1, Gen.Choose(1, 3_000_000)))
        from distance in Gen.Choose(-150, 900)
        from target in Exit
        from stop in Exit
        from terms in RandomTerms.Any
        select (ParityCommand)new ParityCommand.Place(side, type, thousandths, distance, target, stop, terms);

    private static readonly Gen<ParityCommand> Amends =
        from nth in Gen.Choose(0, 9)
        from cents in Gen.Choose(-200, 200)
        from thousandths in Gen.Frequency((2, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 200_000).Select(v => (int?)v)))
        select (ParityCommand)new ParityCommand.Amend(nth, cents, thousandths);

    private static readonly Gen<ParityCommand> Commands = Gen.Frequency(
        (10, Places),
        (1, Gen.Constant((ParityCommand)new ParityCommand.Close())),
        (1, Gen.Constant((ParityCommand)new ParityCommand.CancelAll()))
    );

    private static readonly Gen<(int Gap, int Change, int Up, int Down, ParityCommand[] Commands)> Moves =
        from gap in Gen.Frequency((5, Gen.Constant(0)), (5, Gen.Choose(-60, 60)), (1, Gen.Choose(-1_500, 1_500)))
        from change in Gen.Choose(-500, 500)
        from up in Gen.Choose(0, 400)
        from down in Gen.Choose(0, 400)
        from count in Gen.Frequency((3, Gen.Constant(0)), (4, Gen.Constant(1)), (2, Gen.Constant(2)))
        from commands in Commands.ArrayOf(count)
        select (gap, change, up, down, commands);

    private static readonly Gen<ParityCommand> MoreCommands = Gen.Frequency(
        (4, Commands),
        (3, Amends),
        (1, Gen.Constant((ParityCommand)new ParityCommand.Reverse())),
        (1, Gen.Constant((ParityCommand)new ParityCommand.CloseAll()))
    );

    /// <summary>As <see cref="Bars"/>, with commands that backtests do not have.</summary>
    public static Arbitrary<ParityBar[]> BarsWithMore { get; } =
        Arb.From(
            Gen.Choose(2, 12)
                .SelectMany(n =>
                    Moves
                        .SelectMany(move =>
                            Gen.Choose(0, 2)
                                .SelectMany(count => MoreCommands.ArrayOf(count))
                                .Select(more => move with { Commands = [.. move.Commands, .. more] })
                        )
                        .ArrayOf(n)
                )
                .Select(Build),
            Shorter
        );

    /// <summary>Up to a dozen bars; a failing scenario is cut down by leaving bars out.</summary>
    public static Arbitrary<ParityBar[]> Bars { get; } = Arb.From(Gen.Choose(2, 12).SelectMany(n => Moves.ArrayOf(n)).Select(Build), Shorter);

    private static ParityBar[] Build((int Gap, int Change, int Up, int Down, ParityCommand[] Commands)[] moves)
    {
        var bars = new ParityBar[moves.Length];
        var last = 10_000;
        for (var i = 0; i < moves.Length; i++)
        {
            var (gap, change, up, down, commands) = moves[i];
            var open = Math.Max(1_000, last + gap);
            var close = Math.Max(1_000, open + change);
            bars[i] = new ParityBar(open / 100m, (Math.Max(open, close) + up) / 100m, (Math.Min(open, close) - down) / 100m, close / 100m, commands);
            last = close;
        }

        return bars;
    }

    private static IEnumerable<ParityBar[]> Shorter(ParityBar[] bars)
    {
        for (var i = 0; i < bars.Length; i++)
        {
            yield return [.. bars.Take(i), .. bars.Skip(i + 1)];
        }

        for (var i = 0; i < bars.Length; i++)
        {
            for (var c = 0; c < bars[i].Commands.Length; c++)
            {
                yield return [.. bars.Take(i), bars[i] with { Commands = [.. bars[i].Commands.Take(c), .. bars[i].Commands.Skip(c + 1)] }, .. bars.Skip(i + 1)];
            }
        }
    }
}
