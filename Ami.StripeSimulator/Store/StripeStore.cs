using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator.Store;

/// <summary>
/// Everything that the simulated Stripe knows: objects by id, and by kind in the order in which they were made. One transaction at a time reads and changes
/// them; the changes become visible together, once they are on disk.
/// </summary>
internal sealed class StripeStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _kinds = new(StringComparer.Ordinal);
    private readonly Journal? _journal;
    private readonly TimeProvider _time;
    private readonly SimulatorOptions _options;

    public StripeStore(IOptions<SimulatorOptions> options, TimeProvider time)
    {
        (_time, _options) = (time, options.Value);
        if (_options.Folder is { } folder)
        {
            var yesterday = time.GetUtcNow().AddHours(-24).ToUnixTimeSeconds();
            _journal = Journal.Open(
                folder,
                node =>
                    node.Kind() switch
                    {
                        Idempotency.Kind => node.Number("created") > yesterday,
                        Webhooks.Deliveries.Kind => !node.Flag("done"),
                        _ => true,
                    },
                out var kept
            );
            foreach (var node in kept)
            {
                Keep(node);
            }
        }
    }

    /// <summary>Something was committed.</summary>
    public event Action? Changed;

    /// <summary>Does what is asked as one transaction, and keeps its changes unless it throws. A fault that keeps its effects is thrown after they were kept.</summary>
    public T Run<T>(Func<Transaction, T> work)
    {
        lock (_gate)
        {
            var transaction = new Transaction(this, _time.GetUtcNow().ToUnixTimeSeconds(), _options);
            try
            {
                var result = work(transaction);
                Commit(transaction);
                return result;
            }
            catch (StripeFault fault) when (fault.KeepsEffects)
            {
                Commit(transaction);
                throw;
            }
        }
    }

    public void Run(Action<Transaction> work) =>
        Run(transaction =>
        {
            work(transaction);
            return true;
        });

    /// <summary>Does it and keeps nothing: what would happen.</summary>
    public T Try<T>(Func<Transaction, T> work)
    {
        lock (_gate)
        {
            return work(new Transaction(this, _time.GetUtcNow().ToUnixTimeSeconds(), _options));
        }
    }

    public void Dispose() => _journal?.Dispose();

    internal JsonObject? Find(string id) => _objects.GetValueOrDefault(id);

    internal IReadOnlyList<string> OfKind(string kind) => _kinds.TryGetValue(kind, out var ids) ? ids : [];

    private void Commit(Transaction transaction)
    {
        var changed = transaction.Changed;
        if (changed.Count == 0)
        {
            return;
        }

        _journal?.Write(changed);
        foreach (var node in changed)
        {
            Keep(node);
        }

        Changed?.Invoke();
    }

    private void Keep(JsonObject node)
    {
        if (!_objects.ContainsKey(node.Id()))
        {
            if (!_kinds.TryGetValue(node.Kind(), out var ids))
            {
                _kinds[node.Kind()] = ids = [];
            }

            ids.Add(node.Id());
        }

        _objects[node.Id()] = node;
    }
}
