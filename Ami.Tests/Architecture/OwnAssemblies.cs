using System.Reflection;
using Ami.Modules;

namespace Ami.Tests.Architecture;

/// <summary>The product's assemblies that modules are made of: kernel, core, contracts, modules.</summary>
internal static class OwnAssemblies
{
    internal static IReadOnlyList<Assembly> All { get; } = Reached(typeof(AllModules).Assembly);

    /// <summary>Also the modules that are left out.</summary>
    internal static IReadOnlyList<Assembly> WithLeftOut { get; } =
    [
        .. Named(Assembly.GetExecutingAssembly())
            .Where(name => name.Name!.StartsWith("Ami.Modules.", StringComparison.Ordinal))
            .Select(Assembly.Load)
            .SelectMany(Reached)
            .Union(All),
    ];

    private static IEnumerable<AssemblyName> Named(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Ami.", StringComparison.Ordinal));

    private static List<Assembly> Reached(Assembly start)
    {
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var open = new Queue<Assembly>([start]);
        while (open.TryDequeue(out var next))
        {
            if (!found.TryAdd(next.GetName().Name!, next))
            {
                continue;
            }

            foreach (var name in Named(next))
            {
                open.Enqueue(Assembly.Load(name));
            }
        }

        return [.. found.Values];
    }
}
