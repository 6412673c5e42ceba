using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>A kind with the work that belongs to it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Run">Does the work in a scope: input and result are JSON.</param>
internal sealed record LongJobRegistration(LongJobKind Kind, Func<IServiceProvider, string, LongJobContext, CancellationToken, Task<Result<string>>> Run);

/// <summary>All kinds of this process, by name.</summary>
internal sealed class LongJobKinds(IEnumerable<LongJobRegistration> registrations)
{
    private readonly Dictionary<string, LongJobRegistration> _byName = registrations.ToDictionary(one => one.Kind.Name, StringComparer.Ordinal);

    public IReadOnlyList<LongJobKind> All => [.. _byName.Values.Select(one => one.Kind)];

    public LongJobRegistration this[string name] => _byName[name];
}

/// <summary>Registers long jobs.</summary>
public static class LongJobSetup
{
    /// <summary>Makes a kind of long job known, in every process: the API takes it, silos do its work.</summary>
    /// <typeparam name="TJob">The work, scoped.</typeparam>
    /// <typeparam name="TInput">What it is asked for.</typeparam>
    /// <typeparam name="TResult">What is kept.</typeparam>
    /// <param name="services">The process's services.</param>
    /// <param name="kind">Its name, limits and rules.</param>
    public static IServiceCollection AddLongJob<TJob, TInput, TResult>(this IServiceCollection services, LongJobKind<TInput, TResult> kind)
        where TJob : class, ILongJob<TInput, TResult>
    {
        if (kind.Keep < TimeSpan.FromDays(1) || kind.Concurrency < 1)
        {
            throw new ArgumentException($"{kind.Name} keeps its jobs for less than a day, or never runs one.", nameof(kind));
        }

        services.AddScoped<TJob>();
        services.AddSingleton<LongJobKind>(kind);
        return services.AddSingleton(
            new LongJobRegistration(
                kind,
                async (scope, json, context, cancellationToken) =>
                {
                    var input = JsonSerializer.Deserialize<TInput>(json, LongJobRow.Json) ?? throw new JsonException($"A job of {kind.Name} has no input.");
                    var result = await scope.GetRequiredService<TJob>().Run(input, context, cancellationToken);
                    return result.Map(value => JsonSerializer.Serialize(value, LongJobRow.Json));
                }
            )
        );
    }
}
