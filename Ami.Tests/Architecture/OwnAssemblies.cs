using System.Reflection;
using Ami.Modules;

namespace Ami.Tests.Architecture;

/// <summary>The product's assemblies that modules are made of: kernel, core, contracts, modules.</summary>
internal static class OwnAssemblies
{
    internal static IReadOnlyList<Assembly> All { get; } = Reached(typeof(AllModules).Assembly);

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

            foreach (var name in next.GetReferencedAssemblies().Where(n => n.Name!.StartsWith("Ami.", StringComparison.Ordinal)))
            {
                open.Enqueue(Assembly.Load(name));
            }
        }

        return [.. found.Values];
    }
}
