using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>A point of the equity curve.</summary>
public sealed record EquityPoint(Guid AccountId, int Generation, DateTimeOffset At, decimal Equity, decimal Cash);

/// <summary>What an account had lost beyond what it had, given to it when it held nothing any more.</summary>
/// <param name="Amount">Above zero, account currency.</param>
public sealed record DebtRelief(Guid Id, Guid AccountId, int Generation, decimal Amount, DateTimeOffset At);

/// <summary>
/// Everything a decision changed, to be written in one transaction: the last state of each row it touched, in the order of first touch.
/// </summary>
/// <param name="stored">Orders that have a row already, as they were before.</param>
/// <param name="trading">What the engine changed.</param>
public sealed class BookChanges(IReadOnlyDictionary<Guid, Order> stored, TradingChanges trading)
{
    private readonly List<Fill> _fills = [];
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<CarryCharge> _carries = [];
    private readonly List<ActionEffect> _effects = [];
    private readonly List<EquityPoint> _points = [];
    private readonly List<IEvent> _events = [];
    private readonly List<OrderAmendment> _amendments = [];

    public PaperAccount? Account { get; private set; }

    public EndedGeneration? Ended { get; private set; }

    public Generation? Started { get; private set; }

    public IReadOnlyList<EquityPoint> Points => _points;

    public IReadOnlyCollection<Order> Orders => trading.Orders;

    public IReadOnlyList<OrderAmendment> Amendments => _amendments;

    public IReadOnlyCollection<Position> Positions => trading.Positions;

    public IReadOnlyList<Fill> Fills => _fills;

    public IReadOnlyList<ActionEffect> Effects => _effects;

    public IReadOnlyList<CarryCharge> Carries => _carries;

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public IReadOnlyList<IEvent> Events => _events;

    public bool IsNew(Order order) => !stored.ContainsKey(order.Id);

    /// <summary>How much more the started generation begins with than the ended one did; below zero for less.</summary>
    public decimal Funding { get; private set; }

    public RuleChange? Rules { get; private set; }

    public RuleBreach? Breach { get; private set; }

    public bool IsEmpty => trading.IsEmpty && Account is null && Rules is null && Breach is null && Replay is null;

    /// <summary>Where a replay's clock is now.</summary>
    public Replay? Replay { get; private set; }

    internal void Move(Replay replay) => Replay = replay;

    internal void Touch(PaperAccount account) => Account = account;

    internal void Add(Fill fill)
    {
        _fills.Add(fill);
        _entries.AddRange(LedgerEntry.OfFill(fill));
    }

    internal void Add(ActionEffect effect)
    {
        _effects.Add(effect);
        _entries.AddRange(LedgerEntry.OfAction(effect));
    }

    internal void Add(CarryCharge charge)
    {
        _carries.Add(charge);
        _entries.AddRange(LedgerEntry.OfCarry(charge));
    }

    internal void Add(IEnumerable<LedgerEntry> moved) => _entries.AddRange(moved);

    public DebtRelief? Relief { get; private set; }

    internal void Add(DebtRelief relief)
    {
        Relief = relief;
        _entries.AddRange(LedgerEntry.OfRelief(relief));
    }

    internal void Add(RuleChange change) => Rules = change;

    internal void Add(RuleBreach breach) => Breach = breach;

    internal void Add(OrderAmendment amendment) => _amendments.Add(amendment);

    internal void Add(IEvent happened) => _events.Add(happened);

    internal void Add(EquityPoint point) => _points.Add(point);

    internal void Turn(EndedGeneration ended, Generation started, decimal funding) => (Ended, Started, Funding) = (ended, started, funding);
}
