using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>The registered grains, by class and by name.</summary>
internal sealed class GrainTypes(IEnumerable<GrainRegistration> registrations)
{
    private readonly FrozenDictionary<Type, string> names = registrations.ToFrozenDictionary(r => r.Type, r => r.Name);
    private readonly FrozenDictionary<string, ObjectFactory> factories = registrations
        .ToFrozenDictionary(r => r.Name, r => ActivatorUtilities.CreateFactory(r.Type, [typeof(GrainContext)]));

    internal string NameOf(Type grain) => names.TryGetValue(grain, out var name)
        ? name
        : throw new InvalidOperationException($"{grain.Name} is not registered: call services.AddGrain<{grain.Name}>(name).");

    internal object? Create(string name, IServiceProvider scope, Guid key) =>
        factories.TryGetValue(name, out var factory) ? factory(scope, [new GrainContext(name, key)]) : null;
}
