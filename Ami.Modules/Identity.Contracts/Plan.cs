namespace Ami.Modules.Identity.Contracts;

/// <summary>What a user has subscribed to, from least to most. Decides quotas and features.</summary>
public enum Plan
{
    /// <summary>No subscription.</summary>
    Free,

    /// <summary>The smallest subscription.</summary>
    Basic,

    /// <summary>The middle subscription.</summary>
    Pro,

    /// <summary>The largest subscription.</summary>
    Premium,
}
