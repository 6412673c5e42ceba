namespace Ami.Quant.Tests.Trading;

/// <content>What streams get to.</content>
internal sealed partial class OrderStream
{
    /// <summary>What streams should get to.</summary>
    internal enum Event
    {
        Filled,
        Cancelled,
        Triggered,
        Trailed,
        Expired,
        NotAtOnce,
        PostOnlyRefused,
        ReducedOnly,
        LadderTarget,
        BreakEven,
        Amended,
        StaleAmendment,
        Reversed,
        ClosedAll,
        Liquidated,
        FilledInParts,
        CancelledInPart,
        ExitsGrew,
        ClosedOldestFirst,
    }

    /// <summary>How often they did.</summary>
    internal sealed class Tally
    {
        private readonly long[] _counts = new long[Enum.GetValues<Event>().Length];

        internal long this[Event what]
        {
            get => _counts[(int)what];
            set => _counts[(int)what] = value;
        }

        internal void Add(Tally other)
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                _counts[i] += other._counts[i];
            }
        }
    }
}
