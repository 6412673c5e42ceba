using System.Text.Json.Serialization;
using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <summary>What whoever plays a scene can do.</summary>
internal enum SceneMoveKind
{
    /// <summary>Gives an order, with a stop and a target if one likes.</summary>
    Place,

    /// <summary>Changes the prices of an order, or those of the exits that wait for it.</summary>
    Amend,

    /// <summary>Withdraws an order.</summary>
    Cancel,

    /// <summary>Closes what is held, with the next bar.</summary>
    Close,

    /// <summary>Plays bars.</summary>
    Step,

    /// <summary>Ends the scene: what is held is closed at the last price.</summary>
    Finish,
}

/// <summary>Orders that there are in scenes.</summary>
internal enum SceneOrderType
{
    /// <summary>At the first price that comes.</summary>
    Market,

    /// <summary>At a price or better.</summary>
    Limit,

    /// <summary>Once the price is reached.</summary>
    Stop,
}

/// <summary>A move; of its members those of its kind, and no others.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Side">Of <c>place</c>.</param>
/// <param name="Type">Of <c>place</c>.</param>
/// <param name="Quantity">Of <c>place</c>: how many units.</param>
/// <param name="Price">Of <c>place</c> and <c>amend</c>: of a limit or a stop. An exit's price is its own.</param>
/// <param name="Stop">Of <c>place</c> and <c>amend</c>: where the stop of the order is.</param>
/// <param name="Target">Of <c>place</c> and <c>amend</c>: where the target of the order is.</param>
/// <param name="Order">Of <c>amend</c> and <c>cancel</c>: the number of the order.</param>
/// <param name="Bars">Of <c>step</c>: how many, from 1 to 50.</param>
/// <param name="UntilFill">Of <c>step</c>: whether it ends with the bar in which something was executed.</param>
internal sealed record SceneMove(
    SceneMoveKind Kind,
    Side? Side = null,
    SceneOrderType? Type = null,
    decimal? Quantity = null,
    decimal? Price = null,
    decimal? Stop = null,
    decimal? Target = null,
    int? Order = null,
    int? Bars = null,
    bool? UntilFill = null
)
{
    /// <summary>Of a scene.</summary>
    public const int Most = 1000;

    private const int MostBars = 50;

    /// <summary>Numbers beyond it nobody means, and none within it overflows when it is multiplied.</summary>
    private const decimal Largest = 1_000_000_000;

    /// <summary>Whether it has what its kind has, and nothing else.</summary>
    [JsonIgnore]
    public bool IsComplete =>
        IsNumber(Quantity)
        && IsNumber(Price)
        && IsNumber(Stop)
        && IsNumber(Target)
        && Kind switch
        {
            SceneMoveKind.Place => this is { Side: not null, Type: not null, Quantity: not null, Order: null, Bars: null, UntilFill: null }
                && Price is null == (Type == SceneOrderType.Market),
            SceneMoveKind.Amend => this is { Side: null, Type: null, Quantity: null, Order: not null, Bars: null, UntilFill: null }
                && (Price ?? Stop ?? Target) is not null,
            SceneMoveKind.Cancel => Order is not null && this with { Order = null } == new SceneMove(Kind),
            SceneMoveKind.Step => Bars is >= 1 and <= MostBars && this with { Bars = null, UntilFill = null } == new SceneMove(Kind),
            SceneMoveKind.Close or SceneMoveKind.Finish => this == new SceneMove(Kind),
            _ => false,
        };

    /// <summary>Above zero and not finer than anything is traded, so that sums of products stay exact.</summary>
    private static bool IsNumber(decimal? value) => value is null || (value > 0 && value <= Largest && decimal.Round(value.Value, 8) == value);
}
