namespace Ami.Quant.Trading;

/// <summary>
/// Everything that commands and ticks changed in a book: the last state of each order and position in the order of first touch, and what was executed in order.
/// </summary>
public sealed class TradingChanges
{
    private readonly Dictionary<Guid, Order> orders = [];
    private readonly Dictionary<Guid, Position> positions = [];
    private readonly List<Executed> executed = [];

    /// <summary>For callers that look at the book itself: only executions are noted.</summary>
    internal bool OnlyExecuted { get; set; }

    /// <summary>Orders that are new or different.</summary>
    public IReadOnlyCollection<Order> Orders => orders.Values;

    /// <summary>Positions that are new, different or closed.</summary>
    public IReadOnlyCollection<Position> Positions => positions.Values;

    /// <summary>Executions, oldest first.</summary>
    public IReadOnlyList<Executed> Executed => executed;

    /// <summary>True when nothing changed.</summary>
    public bool IsEmpty => orders.Count == 0 && positions.Count == 0 && executed.Count == 0;

    /// <summary>Forgets the changes, after they were taken.</summary>
    public void Clear()
    {
        executed.Clear();
        if (OnlyExecuted) return;
        orders.Clear();
        positions.Clear();
    }

    internal void Touch(Order order)
    {
        if (!OnlyExecuted) orders[order.Id] = order;
    }

    internal void Touch(Position position)
    {
        if (!OnlyExecuted) positions[position.Id] = position;
    }

    internal List<Executed> ExecutedList => executed;

    internal void Add(in Executed execution) => executed.Add(execution);
}
