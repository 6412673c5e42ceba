using Ami.AppHost.Setup;

namespace Ami.AppHost.Lifecycle;

/// <summary>
/// How .NET programs start when many do at once on few cores: nothing is compiled a second time, faster, before a second went by in which nothing new was
/// compiled. By default it is a tenth, which a start reaches again and again, and so it compiles what it will not need. Who runs a Release build wants
/// throughput, and gets the default. See docs/performance.md for figures.
/// </summary>
internal static class QuickStart
{
    public static IResourceBuilder<T> WithQuickStart<T>(this IResourceBuilder<T> program)
        where T : IResourceWithEnvironment =>
        ServicesBuild.Configuration == "Release" ? program : program.WithEnvironment("DOTNET_TC_CallCountingDelayMs", "0x3E8");
}
