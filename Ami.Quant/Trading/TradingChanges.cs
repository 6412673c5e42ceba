namespace Ami.Quant.Trading;

/// <summary>
/// Everything that commands and ticks changed in a book: the last state of each order and position in the order of first touch, and what was executed in order.
/// </summary>
public sealed class TradingChanges
{
    private readonly Dictionary<Guid, Order> _orders = [];
    private readonly Dictionary<Guid, Position> _positions = [];
    private readonly List<Executed> _executed = [];

    /// <summary>For callers that look at the book itself: only executions are noted.</summary>
    internal bool OnlyExecuted { get; set; }

    /// <summary>Orders that are new or different.</summary>
    public IReadOnlyCollection<Order> Orders => _orders.Values;

    /// <summary>Positions that are new, different or closed.</summary>
    public IReadOnlyCollection<Position> Positions => _positions.Values;

    /// <summary>Executions, oldest first.</summary>
    public IReadOnlyList<Executed> Executed => _executed;

    /// <summary>True when nothing changed.</summary>
    public bool IsEmpty => _orders.Count == 0 && _positions.Count == 0 && _executed.Count == 0;

    /// <summary>Forgets the changes, after they were taken.</summary>
    public void Clear()
    {
        _executed.Clear();
        if (OnlyExecuted)
        {
            return;
        }

        _orders.Clear();
        _positions.Clear();
    }

    internal void Touch(Order order)
    {
        if (!OnlyExecuted)
        {
            _orders[order.Id] = order;
        }
    }

    internal void Touch(Position position)
    {
        if (!OnlyExecuted)
        {
            _positions[position.Id] = position;
        }
    }

    internal List<Executed> ExecutedList => _executed;

    internal void Add(in Executed execution) => _executed.Add(execution);
}
