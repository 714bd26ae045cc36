@echo off
rem Starts the Street Console; on a fresh machine it first installs what is missing, and says so.
rem   street-console.cmd [COMMAND ...]             run the program
rem   street-console.cmd test [PYTEST ARGUMENT ...]  format, lint, types, import contracts, tests
rem   street-console.cmd wheelhouse DIR            fetch every package into DIR, for a closed network
rem   street-console.cmd --wheelhouse DIR [COMMAND ...]  install from such a DIR, with no network
setlocal EnableExtensions DisableDelayedExpansion

set "HERE=%~dp0"
set "HERE=%HERE:~0,-1%"
set "VENV=%HERE%\.venv"
set "PY=%VENV%\Scripts\python.exe"
set "LOG=%HERE%\.venv.log"
set "LOCK=requirements.lock"
set "WHEELS="
set "PIP_DISABLE_PIP_VERSION_CHECK=1"
set "PIP_NO_INPUT=1"
call :choose_language %*

if /i "%~1"=="test" goto test
if /i "%~1"=="wheelhouse" goto wheelhouse
if /i "%~1"=="--wheelhouse" goto from_wheelhouse

set REST=%*
goto run

:from_wheelhouse
if not exist "%~f2\" (
    call :say no_folder "%~2"
    exit /b 2
)
call :folder_of "%~f2"
set "WHEELS=%FOLDER%"
rem The command is what is left of the line: taken word by word it would be parted at every "=".
set REST=%*
call set REST=%%REST:*%1=%%
call set REST=%%REST:*%2=%%
goto run

:run
call :prepare
if errorlevel 1 exit /b 2
rem Compiled once and kept, whatever the environment says: the program lies in its own folder.
set "PYTHONDONTWRITEBYTECODE="
"%PY%" -P -m console %REST%
exit /b %errorlevel%

:test
set "LOCK=requirements-test.lock"
call :prepare
if errorlevel 1 exit /b 2
set "REST="
for /f "tokens=1,*" %%A in ("%*") do set "REST=%%B"
pushd "%HERE%"
"%PY%" -P tests\run.py %REST%
set "STATUS=%errorlevel%"
popd
exit /b %STATUS%

:wheelhouse
if "%~2"=="" (
    call :say name_a_folder
    exit /b 2
)
call :prepare
if errorlevel 1 exit /b 2
if not exist "%~f2\" mkdir "%~f2"
call :folder_of "%~f2"
call :say fetching "%~f2"
"%PY%" -m pip download --require-hashes --no-deps --only-binary :all: -d "%FOLDER%" -r "%HERE%\requirements-test.lock" >"%LOG%" 2>&1
if errorlevel 1 (
    call :say not_fetched "%LOG%"
    exit /b 2
)
call :say fetched "%~f2"
exit /b 0

rem ---- choose_language ARGUMENTS: as the program speaks, Chinese unless --lang en.
:choose_language
set "LANGUAGE=zh"
:next_argument
if "%~1"=="" exit /b 0
if "%~1"=="--lang" if "%~2"=="en" set "LANGUAGE=en"
shift
goto next_argument

rem ---- say NAME [DETAIL]: a sentence on stderr, and what it is about on a line of its own.
rem The sentences are UTF-8 in files of their own: cmd reads this one byte by byte.
:say
set "PAGE="
for /f "tokens=2 delims=:." %%C in ('chcp 2^>nul') do set "PAGE=%%C"
chcp 65001 >nul 2>nul
>&2 type "%HERE%\resources\launcher\%LANGUAGE%\%~1.txt"
if not "%~2"=="" >&2 echo     "%~2"
if defined PAGE chcp %PAGE% >nul 2>nul
exit /b 0

rem ---- folder_of DIR: sets FOLDER to DIR as a program may be given it in quotes, which "\" must not end.
:folder_of
set "FOLDER=%~1"
if "%FOLDER:~-1%"=="\" set "FOLDER=%FOLDER%."
exit /b 0

rem ---- prepare: everything LOCK names, installed once, even when two start at a time.
:prepare
call :read_marks
if "%LOCK%"=="requirements.lock" call :is_ready requirements-test.lock
if "%LOCK%"=="requirements.lock" if defined READY exit /b 0
call :is_ready %LOCK%
if defined READY exit /b 0
set "TRIED=%HERE%\.venv.%RANDOM%.try"
call :try 2>nul
if not exist "%TRIED%" goto not_allowed
del "%TRIED%"
set "SAID="
:wait_for_turn
set "ENTERED="
set "FAILED="
rem A file opened for writing is one process's alone: a second start cannot enter and waits.
call :install 4>&2 2>nul 3>"%HERE%\.venv.lock"
if defined FAILED exit /b 2
if defined ENTERED exit /b 0
if not defined SAID call :say waiting
set "SAID=1"
ping -n 3 127.0.0.1 >nul
goto wait_for_turn

rem Without this a folder that may not be written would look like a start that goes on for ever.
:try
type nul >"%TRIED%"
exit /b 0

:not_allowed
call :say not_allowed "%HERE%"
exit /b 2

rem ---- read_marks: MARK_PROJECT is time and size of the project file.
:read_marks
for %%F in ("%HERE%\pyproject.toml") do set "MARK_PROJECT=%%~tF %%~zF"
exit /b 0

rem ---- is_ready LOCK: sets READY when what LOCK names is installed here and nothing changed since.
:is_ready
set "READY="
if not exist "%PY%" exit /b 0
if not exist "%VENV%\%~1.stamp" exit /b 0
for %%F in ("%HERE%\%~1") do set "MARK=%HERE% %%~tF %%~zF %MARK_PROJECT%"
set "STAMP="
set /p STAMP=<"%VENV%\%~1.stamp"
if "%STAMP%"=="%MARK%" set "READY=1"
exit /b 0

rem ---- install: runs alone; 4 is stderr, for stdout belongs to the command.
:install
set "ENTERED=1"
call :is_ready %LOCK%
if defined READY exit /b 0
call :find_python
if not defined BASE call :get_python
if not defined BASE goto no_python
if exist "%VENV%\unfinished" goto new_environment
"%PY%" -m pip --version >nul 2>nul
if not errorlevel 1 goto have_environment
:new_environment
call :say making_environment 2>&4
"%BASE%" -m venv --clear "%VENV%" >"%LOG%" 2>&1
if errorlevel 1 goto failed
:have_environment
type nul >"%VENV%\unfinished"
call :say installing 2>&4
set "FROM=--only-binary :all:"
if defined WHEELS set FROM=--no-index --find-links "%WHEELS%"
"%PY%" -m pip install --require-hashes --no-deps %FROM% -r "%HERE%\%LOCK%" >"%LOG%" 2>&1
if errorlevel 1 goto failed
"%PY%" -m pip install --no-index --no-deps --no-build-isolation -e "%HERE%\." >"%LOG%" 2>&1
if errorlevel 1 goto failed
"%PY%" -m compileall -q "%HERE%\console" >>"%LOG%" 2>&1
del "%VENV%\unfinished"
for %%F in ("%HERE%\%LOCK%") do set "MARK=%HERE% %%~tF %%~zF %MARK_PROJECT%"
>"%VENV%\%LOCK%.stamp" echo %MARK%
call :say ready 2>&4
exit /b 0

:no_python
set "FAILED=1"
call :say no_python 2>&4
exit /b 1

:failed
set "FAILED=1"
call :say not_installed "%LOG%" 2>&4
exit /b 1

rem ---- find_python: sets BASE to a Python of 3.11 or newer that this machine has.
:find_python
set "BASE="
for %%V in (3.12 3.13 3.11 3.14) do if not defined BASE call :ask_python py -%%V
if not defined BASE call :ask_python python
for %%V in (312 313 311) do if not defined BASE if exist "%LOCALAPPDATA%\Programs\Python\Python%%V\python.exe" set "BASE=%LOCALAPPDATA%\Programs\Python\Python%%V\python.exe"
exit /b 0

:ask_python
where %1 >nul 2>nul
if errorlevel 1 exit /b 0
%* -c "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 exit /b 0
for /f "usebackq delims=" %%P in (`%* -c "import sys; print(sys.executable)"`) do set "BASE=%%P"
exit /b 0

rem ---- get_python: installs Python for this user by winget, saying so.
:get_python
where winget >nul 2>nul
if errorlevel 1 exit /b 0
call :say installing_python 2>&4
winget install --exact --id Python.Python.3.12 --scope user --silent --accept-package-agreements --accept-source-agreements >"%LOG%" 2>&1
call :find_python
exit /b 0
