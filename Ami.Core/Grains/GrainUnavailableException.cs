namespace Ami.Core;

/// <summary>
/// A grain could not do its work for a reason that passes: its database is away, or it is not known whether a commit took place. The same call may be made
/// again.
/// </summary>
[GenerateSerializer, Alias("ami.grain-unavailable")]
public sealed class GrainUnavailableException(string message) : Exception(message);
