namespace Ami.Core;

/// <summary>A thing that somebody keeps under an id of the client's, so that sending it again changes nothing.</summary>
public interface IKept
{
    /// <summary>The client's.</summary>
    Guid Id { get; }

    /// <summary>Grows by one with each change, from 1.</summary>
    int Version { get; set; }

    /// <summary>When it was changed last.</summary>
    DateTimeOffset UpdatedAt { get; set; }
}
