@echo off
rem Runs build/test, with its options, in the bash that comes with Git for Windows.
setlocal
set "GIT="
for /f "delims=" %%G in ('where git') do if not defined GIT set "GIT=%%~dpG.."
"%GIT%\bin\bash.exe" "%~dp0test" %*
exit /b %ERRORLEVEL%
