using Ami.Quant;
using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <summary>Bars as columns of equal length, oldest first.</summary>
/// <param name="T">Opening instants, Unix seconds.</param>
/// <param name="O">First prices.</param>
/// <param name="H">Highest prices.</param>
/// <param name="L">Lowest prices.</param>
/// <param name="C">Last prices.</param>
/// <param name="V">Quantities traded.</param>
internal sealed record SceneColumns(
    IReadOnlyList<long> T,
    IReadOnlyList<decimal> O,
    IReadOnlyList<decimal> H,
    IReadOnlyList<decimal> L,
    IReadOnlyList<decimal> C,
    IReadOnlyList<decimal> V
);

/// <summary>Longer bars, made of those that are over.</summary>
/// <param name="Interval">How long one lasts.</param>
/// <param name="Bars">Oldest first.</param>
/// <param name="Forming">Whether the last one goes on.</param>
internal sealed record SceneBars(string Interval, SceneColumns Bars, bool Forming);

/// <summary>A line over the prices.</summary>
/// <param name="Name">What it is, in the rules' language.</param>
/// <param name="Values">One for each bar; null where it is not known.</param>
internal sealed record SceneLine(string Name, IReadOnlyList<decimal?> Values);

/// <summary>What an order is for.</summary>
internal enum SceneRole
{
    /// <summary>Somebody gave it.</summary>
    Entry,

    /// <summary>Limits the loss of an entry.</summary>
    StopLoss,

    /// <summary>Takes the profit of an entry.</summary>
    TakeProfit,

    /// <summary>Closes what is held.</summary>
    Close,
}

/// <summary>Whether an order may be executed already.</summary>
internal enum SceneOrderStatus
{
    /// <summary>It meets the next price.</summary>
    Working,

    /// <summary>It waits for its entry.</summary>
    Pending,
}

/// <summary>An order that may still be executed.</summary>
/// <param name="Number">Its number within the scene, from 1.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">What makes it execute.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Entry">Of an exit, the number of the entry whose exit it is; null for others.</param>
/// <param name="Quantity">Units that may still be executed.</param>
/// <param name="Price">Of a limit or a stop.</param>
/// <param name="Stop">Of an entry, where its stop will be.</param>
/// <param name="Target">Of an entry, where its target will be.</param>
/// <param name="Status">Whether it may be executed already.</param>
internal sealed record SceneOrder(
    int Number,
    Side Side,
    SceneOrderType Type,
    SceneRole Role,
    int? Entry,
    decimal Quantity,
    decimal? Price,
    decimal? Stop,
    decimal? Target,
    SceneOrderStatus Status
);

/// <summary>An execution.</summary>
/// <param name="Bar">The bar in which it was, from 0.</param>
/// <param name="Side">Bought or sold.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Price of one.</param>
/// <param name="Fee">What it cost.</param>
/// <param name="Number">Of which order.</param>
internal sealed record SceneFill(int Bar, Side Side, decimal Quantity, decimal Price, decimal Fee, int Number);

/// <summary>What ended a trade.</summary>
internal enum SceneExit
{
    /// <summary>Its stop.</summary>
    Stop,

    /// <summary>Its target.</summary>
    Target,

    /// <summary>Whoever traded, or left before the last bar.</summary>
    Hand,

    /// <summary>The end of the bars.</summary>
    End,

    /// <summary>The account's margin, which did not cover it any more.</summary>
    Margin,
}

/// <summary>What was held from nothing to nothing.</summary>
/// <param name="Side">Which way.</param>
/// <param name="Quantity">Units that were opened, all together.</param>
/// <param name="Entry">Average price of what opened it.</param>
/// <param name="Exit">Average price of what closed it.</param>
/// <param name="EntryBar">The bar of its first execution, from 0.</param>
/// <param name="ExitBar">The bar of its last one.</param>
/// <param name="Pnl">What came of it, before fees.</param>
/// <param name="Fees">Of all its executions.</param>
/// <param name="R">What came of it after fees, in what was risked; null where an entry had no stop.</param>
/// <param name="ExitBy">What ended it.</param>
internal sealed record SceneTrade(
    PositionSide Side,
    decimal Quantity,
    decimal Entry,
    decimal Exit,
    int EntryBar,
    int ExitBar,
    decimal Pnl,
    decimal Fees,
    decimal? R,
    SceneExit ExitBy
);

/// <summary>What is held.</summary>
/// <param name="Side">Which way.</param>
/// <param name="Quantity">Units.</param>
/// <param name="AveragePrice">What one cost.</param>
/// <param name="Unrealised">What it is worth more than it cost, at the last price, before fees.</param>
/// <param name="R">The same with what was realised of it already and after the fees so far, in what was risked; null where an entry had no stop.</param>
/// <param name="Stop">The nearest stop; null without one.</param>
/// <param name="Target">The nearest target; null without one.</param>
internal sealed record SceneHolding(PositionSide Side, decimal Quantity, decimal AveragePrice, decimal Unrealised, decimal? R, decimal? Stop, decimal? Target);

/// <summary>A check, and whether it was passed.</summary>
/// <param name="Key">Its name within the exercise.</param>
/// <param name="Text">What was to be done.</param>
/// <param name="Why">Why.</param>
/// <param name="Points">What it counts among the others.</param>
/// <param name="Passed">Whether it was.</param>
internal sealed record SceneCheck(string Key, InBoth Text, InBoth Why, int Points, bool Passed);

/// <summary>Which way the lesson would have traded.</summary>
internal enum SceneSide
{
    /// <summary>It would have bought.</summary>
    Long,

    /// <summary>It would have sold.</summary>
    Short,

    /// <summary>It would not have traded.</summary>
    None,
}

/// <summary>How the lesson would have done it, by what was known at the beginning.</summary>
/// <param name="Side">Which way.</param>
/// <param name="Entry">Where; null where it does not trade.</param>
/// <param name="Stop">Its stop.</param>
/// <param name="Target">Its target; null where it has none.</param>
/// <param name="R">What came of it after fees, in what was risked.</param>
/// <param name="ExitBy">What ended it.</param>
internal sealed record SceneReference(SceneSide Side, decimal? Entry, decimal? Stop, decimal? Target, decimal? R, SceneExit? ExitBy);

/// <summary>What came of a scene.</summary>
/// <param name="R">Of all trades, after fees, in what was risked; null where a trade had no stop, or there was none.</param>
/// <param name="GrossR">The same before fees.</param>
/// <param name="CostR">The fees.</param>
/// <param name="HasTraded">Whether anything was executed.</param>
/// <param name="After">The bars that would have come.</param>
/// <param name="Checks">What was right; null while that may not be seen.</param>
/// <param name="Reference">How the lesson would have done it; null while that may not be seen.</param>
internal sealed record SceneResult(
    decimal? R,
    decimal? GrossR,
    decimal? CostR,
    bool HasTraded,
    SceneColumns After,
    IReadOnlyList<SceneCheck>? Checks,
    SceneReference? Reference
);

/// <summary>A scene as it is now. Nothing in it was known later than its last bar, until it is over.</summary>
/// <param name="Position">Of the question, from 1.</param>
/// <param name="Version">How many moves were made; what the next one names.</param>
/// <param name="Interval">How long a bar lasts.</param>
/// <param name="Hidden">Whether symbol, dates and the level of prices are hidden until it is over.</param>
/// <param name="Symbol">Whose history it is; null while hidden.</param>
/// <param name="Simulated">Whether its prices are invented.</param>
/// <param name="StartsAt">When the first bar opened in truth; null while hidden.</param>
/// <param name="PriceDigits">Decimals of prices.</param>
/// <param name="QuantityDigits">Decimals of quantities.</param>
/// <param name="Cash">What the account began with.</param>
/// <param name="Leverage">How many times its equity it may hold.</param>
/// <param name="FeeBps">Of what is traded, in basis points.</param>
/// <param name="SlippageBps">How much worse market and stop orders fill, in basis points.</param>
/// <param name="SpreadBps">Between bid and ask, in basis points.</param>
/// <param name="SizeByRisk">Whether the quantity may be computed from what is risked; false where that is what is asked.</param>
/// <param name="Known">How many bars were known at the beginning.</param>
/// <param name="Played">How many came.</param>
/// <param name="Left">How many may still come.</param>
/// <param name="Bars">All that are over.</param>
/// <param name="Lines">Over the prices.</param>
/// <param name="Bid">Best price to sell at.</param>
/// <param name="Ask">Best price to buy at.</param>
/// <param name="Last">Price of the last trade.</param>
/// <param name="Equity">Cash, and what is held at the last price.</param>
/// <param name="Balance">Cash.</param>
/// <param name="BuyingPower">What may still be opened.</param>
/// <param name="Holding">What is held; null for nothing.</param>
/// <param name="Orders">That may still be executed.</param>
/// <param name="Fills">What was executed, oldest first.</param>
/// <param name="Trades">What was held and is not any more, oldest first.</param>
/// <param name="IsOver">Whether no move is taken any more.</param>
/// <param name="Result">What came of it; null while it is not over.</param>
internal sealed record SceneView(
    int Position,
    int Version,
    string Interval,
    bool Hidden,
    string? Symbol,
    bool Simulated,
    DateTimeOffset? StartsAt,
    int PriceDigits,
    int QuantityDigits,
    decimal Cash,
    decimal Leverage,
    decimal FeeBps,
    decimal SlippageBps,
    decimal SpreadBps,
    bool SizeByRisk,
    int Known,
    int Played,
    int Left,
    SceneColumns Bars,
    IReadOnlyList<SceneLine> Lines,
    decimal Bid,
    decimal Ask,
    decimal Last,
    decimal Equity,
    decimal Balance,
    decimal BuyingPower,
    SceneHolding? Holding,
    IReadOnlyList<SceneOrder> Orders,
    IReadOnlyList<SceneFill> Fills,
    IReadOnlyList<SceneTrade> Trades,
    bool IsOver,
    SceneResult? Result
);
