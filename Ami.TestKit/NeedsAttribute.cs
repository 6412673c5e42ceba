using Ami.Modules;

namespace Ami.TestKit;

/// <summary>The test, or every test of the class, stands on an optional module. Where the module is left out (docs/adr/0025) it is skipped.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute<TModule>() : ConditionBaseAttribute(ConditionMode.Include)
    where TModule : IModule
{
    public override bool IsConditionMet => Needs.Has<TModule>();

    public override string GroupName => $"needs {typeof(TModule).Name}";
}

/// <summary>As <see cref="NeedsAttribute{TModule}"/>, for parts of tests and for what they share.</summary>
public static class Needs
{
    /// <summary>Whether the module is in the product.</summary>
    public static bool Has<TModule>()
        where TModule : IModule => AllModules.All.OfType<TModule>().Any();

    /// <summary>What of a list stands on the module: nothing without it.</summary>
    public static T[] Of<TModule, T>(params T[] items)
        where TModule : IModule => Has<TModule>() ? items : [];

    /// <summary>Skips the test that runs unless the module is in the product.</summary>
    public static void Demand<TModule>()
        where TModule : IModule
    {
        if (!Has<TModule>())
        {
            Assert.Inconclusive($"It needs {typeof(TModule).Name}, which is left out.");
        }
    }
}
