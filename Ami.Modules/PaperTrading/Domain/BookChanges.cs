namespace Ami.Modules.PaperTrading.Domain;

/// <summary>A point of the equity curve.</summary>
public sealed record EquityPoint(Guid AccountId, int Generation, DateTimeOffset At, decimal Equity, decimal Cash);

/// <summary>
/// Everything a decision changed, to be written in one transaction: the last state of each row it touched, in the order of first touch.
/// </summary>
/// <param name="stored">Orders that have a row already, as they were before.</param>
public sealed class BookChanges(IReadOnlyDictionary<Guid, Order> stored)
{
    private readonly Dictionary<Guid, Order> orders = [];
    private readonly Dictionary<Guid, Position> positions = [];
    private readonly List<Fill> fills = [];
    private readonly List<LedgerEntry> entries = [];
    private readonly List<EquityPoint> points = [];
    private readonly List<IEvent> events = [];

    public PaperAccount? Account { get; private set; }

    public EndedGeneration? Ended { get; private set; }

    public Generation? Started { get; private set; }

    public IReadOnlyList<EquityPoint> Points => points;

    public IReadOnlyCollection<Order> Orders => orders.Values;

    public IReadOnlyCollection<Position> Positions => positions.Values;

    public IReadOnlyList<Fill> Fills => fills;

    public IReadOnlyList<LedgerEntry> Entries => entries;

    public IReadOnlyList<IEvent> Events => events;

    public bool IsNew(Order order) => !stored.ContainsKey(order.Id);

    public bool IsEmpty => orders.Count == 0 && positions.Count == 0 && Account is null && fills.Count == 0;

    internal void Touch(Order order) => orders[order.Id] = order;

    internal void Touch(Position position) => positions[position.Id] = position;

    internal void Touch(PaperAccount account) => Account = account;

    internal void Add(Fill fill) => fills.Add(fill);

    internal void Add(IEnumerable<LedgerEntry> moved) => entries.AddRange(moved);

    internal void Add(IEvent happened) => events.Add(happened);

    internal void Add(EquityPoint point) => points.Add(point);

    internal void Turn(EndedGeneration ended, Generation started) => (Ended, Started) = (ended, started);
}
