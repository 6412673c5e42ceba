namespace Ami.Core;

/// <summary>What holds for every <see cref="SharedCopy{T}"/> of a process.</summary>
public static class SharedCopies
{
    /// <summary>Name of the switch of <see cref="AppContext"/> with which a transaction that has to wait for a reading fails instead: for tests.</summary>
    public const string RefuseInTransactions = "Ami.SharedCopies.RefuseInTransactions";

    internal static bool AreRefusedInTransactions => AppContext.TryGetSwitch(RefuseInTransactions, out var isOn) && isOn;
}
