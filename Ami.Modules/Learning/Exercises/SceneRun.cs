using System.Buffers.Binary;
using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <summary>
/// A scene on its way: the bars that are over, and what the moves so far made of them, with the engine that paper accounts trade with. Pure: the same bars and
/// the same moves give the same. What comes behind the clock is read by playing it alone.
/// </summary>
internal sealed partial class SceneRun
{
    /// <summary>What is traded has no name here: whose history it is may not be known.</summary>
    private const string Symbol = "SCENE";

    private const decimal BasisPoint = 0.0001m;

    private readonly Dictionary<string, decimal> _marks = [];
    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly List<SceneFill> _fills = [];
    private readonly SceneTrades _trades = new();
    private readonly SceneTape _tape;
    private readonly SymbolRules _grid;
    private readonly TimeSpan _length;
    private TradingBook _book;
    private long _ids;
    private bool _ends;

    private SceneRun(ReplayTerms terms, SceneTape tape)
    {
        (Terms, _tape, Clock, _length) = (terms, tape, terms.Before, terms.Length.Duration);
        _grid = new SymbolRules(Symbol, tape.Digits, new decimal(1, 0, 0, false, (byte)tape.QuantityDigits), tape.MinQuantity);
        Venue = new VenueRules
        {
            MakerFee = terms.FeeBps * BasisPoint,
            TakerFee = terms.FeeBps * BasisPoint,
            Slippage = terms.SlippageBps * BasisPoint,
            HalfSpread = terms.SpreadBps * BasisPoint / 2,
            TrailsByTick = true,
        };
        _marks[Symbol] = Last;
        _book = new TradingBook(
            new Balance(terms.Cash),
            terms.Leverage,
            new Dictionary<string, Position>(),
            new Dictionary<Guid, Order>(),
            _marks,
            Venue,
            NextId
        );
    }

    /// <summary>What it is played on.</summary>
    public ReplayTerms Terms { get; }

    /// <summary>What trading costs.</summary>
    public VenueRules Venue { get; }

    /// <summary>How many bars are over.</summary>
    public int Clock { get; private set; }

    /// <summary>How many bars may still come.</summary>
    public int Left => IsOver ? 0 : Bars - Clock;

    /// <summary>Whether every bar was played.</summary>
    public bool HasEnded => Clock == Bars;

    /// <summary>Whether no move is taken any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What was held, and is.</summary>
    public SceneTrades Trades => _trades;

    /// <summary>What was executed, oldest first.</summary>
    public IReadOnlyList<SceneFill> Fills => _fills;

    /// <summary>How many of the moves that it was made of again were taken: all of them, unless one is refused today.</summary>
    public int Taken { get; private set; }

    /// <summary>Whether a stop was moved away from its entry, or withdrawn.</summary>
    public bool WidenedStop { get; private set; }

    /// <summary>The account.</summary>
    public TradingBook Book => _book;

    /// <summary>What is held; null for nothing.</summary>
    public Position? Held => _book.Positions.GetValueOrDefault(Symbol);

    /// <summary>The last price.</summary>
    public decimal Last => _tape.C[Clock - 1];

    /// <summary>Half of the spread around the last price.</summary>
    public decimal HalfSpread => Venue.HalfSpreadAt(Last, new decimal(1, 0, 0, false, (byte)_tape.Digits));

    /// <summary>What it can be bought and sold for now.</summary>
    public PriceTick Market => BarTicks.Around(Last, HalfSpread, Now) with { Begun = Opens(Clock - 1) };

    private int Bars => _tape.T.Length;

    private DateTimeOffset Now => Opens(Clock - 1) + _length;

    /// <summary>A scene before the first move.</summary>
    public static SceneRun Begin(ReplayTerms terms, SceneTape tape) => new(terms, tape);

    /// <summary>A scene after moves that were taken before; where one of them is not any more, up to that one.</summary>
    public static SceneRun After(ReplayTerms terms, SceneTape tape, IEnumerable<SceneMove> moves)
    {
        var run = new SceneRun(terms, tape);
        foreach (var move in moves)
        {
            if (run.IsOver || run.Do(move) != Refusal.None)
            {
                break;
            }

            run.Taken++;
        }

        return run;
    }

    /// <summary>The order that a move gives.</summary>
    public static NewOrder Wanted(SceneMove move) =>
        new(move.Side.GetValueOrDefault(), TypeOf(move.Type), move.Quantity.GetValueOrDefault())
        {
            LimitPrice = move.Type == SceneOrderType.Limit ? move.Price : null,
            StopPrice = move.Type == SceneOrderType.Stop ? move.Price : null,
            StopLoss = move.Stop,
            TakeProfit = move.Target,
        };

    /// <summary>The number of an order within the scene.</summary>
    public int NumberOf(Guid order) => _numbers[order];

    /// <summary>Makes a move, or refuses it: then everything stays as it is.</summary>
    /// <exception cref="InvalidOperationException">It is over.</exception>
    public Refusal Do(SceneMove move)
    {
        if (IsOver)
        {
            throw new InvalidOperationException("The scene is over.");
        }

        switch (move.Kind)
        {
            case SceneMoveKind.Place:
                return Place(move);
            case SceneMoveKind.Amend:
                return Amend(move);
            case SceneMoveKind.Cancel:
                return Cancel(move.Order.GetValueOrDefault());
            case SceneMoveKind.Close:
                return Counted(_book.Close(Symbol, Now)).Refusal;
            case SceneMoveKind.Step:
                Step(move.Bars.GetValueOrDefault(), move.UntilFill ?? false);
                return Refusal.None;
            case SceneMoveKind.Finish:
                Finish();
                return Refusal.None;
            default:
                throw new ArgumentOutOfRangeException(nameof(move), move.Kind, "There is no such move.");
        }
    }

    /// <summary>Ends it where it is: orders are withdrawn, and what is held is closed at the last price.</summary>
    public void Finish()
    {
        if (IsOver)
        {
            return;
        }

        (IsOver, _ends) = (true, HasEnded);
        _book.CloseAll(new HashSet<string> { Symbol }, Now);
        _book.End(Symbol, Now);
        Take(Clock - 1);
    }

    private Refusal Place(SceneMove move)
    {
        var placed = Counted(_book.Place(_grid, Market, Wanted(move), Now));
        if (placed.Order is { } order)
        {
            _plans.Add((NumberOf(order.Id), PlanOf(order)));
        }

        return placed.Refusal;
    }

    private void Step(int bars, bool untilFill)
    {
        var executed = _fills.Count;
        for (var i = 0; i < bars && Clock < Bars && !(untilFill && _fills.Count > executed); i++)
        {
            Play(Clock);
            Clock++;
        }

        if (HasEnded)
        {
            Finish();
        }
    }

    private void Play(int bar)
    {
        var path = BarPath.Of(_tape.O[bar], _tape.H[bar], _tape.L[bar], _tape.C[bar]);
        var half = Venue.HalfSpreadAt(path.Close, new decimal(1, 0, 0, false, (byte)_tape.Digits));
        foreach (var tick in BarTicks.Of(Opens(bar), Opens(bar) + _length, path, half))
        {
            _marks[Symbol] = tick.Last;
            _book.OnTick(Symbol, tick, tick.Time);
            Take(bar);
        }
    }

    /// <summary>Writes down what the book did, and lets it go on from there.</summary>
    private void Take(int bar)
    {
        Count();
        foreach (var executed in _book.Changes.Executed)
        {
            var fill = executed.Fill;
            _fills.Add(new SceneFill(bar, fill.Side, fill.Quantity, fill.Price, fill.Fee, _numbers[fill.OrderId]));
            _trades.Take(executed, bar, StopOf(executed.Order), PlanOf(_numbers[fill.OrderId])?.Distance ?? 0, _ends);
        }

        _book.ForgiveDebt();
        _book.Changes.Clear();
    }

    /// <summary>Where the stop of an entry is that was just executed; null when it has none, or nobody left it there.</summary>
    private decimal? StopOf(Order entry) =>
        _book.Changes.Orders.FirstOrDefault(exit => exit.ParentId == entry.Id && exit.Role == OrderRole.StopLoss)?.StopPrice;

    private Placement Counted(Placement placement)
    {
        Count();
        _book.Changes.Clear();
        return placement;
    }

    /// <summary>Orders have numbers in the order in which they came, however many were refused between.</summary>
    private void Count()
    {
        foreach (var order in _book.Changes.Orders.OrderBy(order => order.Id))
        {
            _numbers.TryAdd(order.Id, _numbers.Count + 1);
        }
    }

    private Order? Find(int number) => _book.OpenOrders.Values.FirstOrDefault(order => _numbers[order.Id] == number);

    private DateTimeOffset Opens(int bar) => DateTimeOffset.FromUnixTimeSeconds(_tape.T[bar]);

    /// <summary>They sort as they were made.</summary>
    private Guid NextId()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), ++_ids);
        return new Guid(bytes, bigEndian: true);
    }

    private static OrderType TypeOf(SceneOrderType? type) =>
        type switch
        {
            SceneOrderType.Limit => OrderType.Limit,
            SceneOrderType.Stop => OrderType.Stop,
            _ => OrderType.Market,
        };
}
