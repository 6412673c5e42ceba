using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>What can happen to a book, small enough to be generated and shrunk. Prices are in cents so that they print well.</summary>
internal abstract record BookCommand
{
    public sealed record Move(int Symbol, int Cents, int Spread) : BookCommand;

    public sealed record Place(int Symbol, Side Side, OrderType Type, int Thousandths, int Distance, int? Target, int? Stop, RandomTerms Terms) : BookCommand;

    /// <param name="Stale">Whether it means a version that is not there.</param>
    public sealed record Amend(int Nth, int Cents, int? Thousandths, bool Stale) : BookCommand;

    public sealed record Reverse(int Symbol) : BookCommand;

    public sealed record CloseAll : BookCommand;

    /// <summary>The clock finds what expired.</summary>
    public sealed record Expire : BookCommand;

    public sealed record Cancel(int Nth) : BookCommand;

    /// <param name="Thousandths">Of a part; null for all that is held.</param>
    public sealed record Close(int Symbol, int? Thousandths) : BookCommand;

    public sealed record Liquidate : BookCommand;

    public sealed record Reset(int Cash, int Leverage) : BookCommand;
}

internal static class BookCommands
{
    public static readonly string[] Symbols = ["BTC-SIM", "ETH-SIM"];

    private static readonly Gen<int> SymbolIndex = Gen.Choose(0, Symbols.Length - 1);

    private static readonly Gen<BookCommand> Moves =
        from symbol in SymbolIndex
        from cents in Gen.Frequency((8, Gen.Choose(9_000, 11_000)), (2, Gen.Choose(100, 30_000)))
        from spread in Gen.Choose(0, 50)
        select (BookCommand)new BookCommand.Move(symbol, cents, spread);

    private static readonly Gen<BookCommand> Places =
        from symbol in SymbolIndex
        from side in Gen.Elements(Side.Buy, Side.Sell)
        from type in Gen.Elements(RandomTerms.Types)
        from thousandths in Gen.Frequency((6, Gen.Choose(1, 50_000)), (2, Gen.Choose(1, 2_000_000)))
        from distance in Gen.Choose(-200, 1_500)
        from target in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 2_000).Select(v => (int?)v)))
        from stop in Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 2_000).Select(v => (int?)v)))
        from terms in RandomTerms.Any
        select (BookCommand)new BookCommand.Place(symbol, side, type, thousandths, distance, target, stop, terms);

    private static readonly Gen<BookCommand> Amends =
        from nth in Gen.Choose(0, 20)
        from cents in Gen.Choose(-300, 300)
        from thousandths in Gen.Frequency((2, Gen.Constant<int?>(null)), (1, Gen.Choose(1, 50_000).Select(v => (int?)v)))
        from stale in Gen.Choose(0, 5).Select(n => n == 0)
        select (BookCommand)new BookCommand.Amend(nth, cents, thousandths, stale);

    private static readonly Gen<BookCommand> Any = Gen.Frequency(
        (10, Moves),
        (8, Places),
        (2, Gen.Choose(0, 20).Select(n => (BookCommand)new BookCommand.Cancel(n))),
        (2, SymbolIndex.Select(s => (BookCommand)new BookCommand.Close(s, null))),
        (2, from symbol in SymbolIndex from part in Gen.Choose(1, 50_000) select (BookCommand)new BookCommand.Close(symbol, part)),
        (3, Amends),
        (1, SymbolIndex.Select(s => (BookCommand)new BookCommand.Reverse(s))),
        (1, Gen.Constant((BookCommand)new BookCommand.CloseAll())),
        (1, Gen.Constant((BookCommand)new BookCommand.Expire())),
        (1, Gen.Constant((BookCommand)new BookCommand.Liquidate())),
        (1, from cash in Gen.Choose(100, 1_000_000) from leverage in Gen.Choose(1, 5) select (BookCommand)new BookCommand.Reset(cash, leverage))
    );

    /// <summary>Sequences of commands; a failing one is cut down by leaving commands out.</summary>
    public static Arbitrary<BookCommand[]> Sequences { get; } = Arb.From(Gen.Choose(1, 80).SelectMany(n => Any.ArrayOf(n)), Shorter);

    private static IEnumerable<BookCommand[]> Shorter(BookCommand[] commands)
    {
        for (var size = commands.Length / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= commands.Length; from += size)
            {
                yield return [.. commands.Take(from), .. commands.Skip(from + size)];
            }
        }
    }
}
