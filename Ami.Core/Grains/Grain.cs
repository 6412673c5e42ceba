using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>
/// An entity with an identity that handles one call at a time in the whole cluster, whichever process makes the call.
/// A class that takes a <see cref="GrainContext"/>, its module's context and other scoped services in its constructor; its state is rows.
/// Inside a call there is no I/O but the database, and a grain never calls a grain.
/// </summary>
public interface IGrain;

/// <summary>A grain that receives reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. Runs like any call: under the grain's lock, in one transaction with the record that it fired, so its effects happen once.</summary>
    /// <param name="name">As it was registered.</param>
    /// <param name="payload">As it was registered.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task Remind(string name, string? payload, CancellationToken cancellationToken);
}

/// <summary>Which grain this is.</summary>
/// <param name="Type">Stable name of the type, for example <c>paper-account</c>; part of the lock and of stored reminders.</param>
/// <param name="Key">The entity's id.</param>
public sealed record GrainContext(string Type, Guid Key);

/// <summary>One call of <c>AddGrain</c>.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Type">The class.</param>
public sealed record GrainRegistration(string Name, Type Type);

/// <summary>Registers grains.</summary>
public static class GrainRegistrationExtensions
{
    /// <summary>Registers a grain under a stable name. Renaming it would split its lock from that of older processes and lose its reminders.</summary>
    public static IServiceCollection AddGrain<TGrain>(this IServiceCollection services, string name)
        where TGrain : class, IGrain => services.AddSingleton(new GrainRegistration(name, typeof(TGrain)));
}
