using Ami.TestKit;

namespace Ami.Tests;

/// <summary>What all tests share is started when the first asks, and stopped after the last.</summary>
[TestClass]
public static class TestRun
{
    [AssemblyCleanup]
    public static Task Stop() => TestServers.Stop();
}
